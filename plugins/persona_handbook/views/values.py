"""A field with what it holds, in words, ready to be read aloud by the template of its widget."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from persona_handbook.schema.fields import Field
from persona_handbook.views.reader import Citation, Link, Reader


@dataclass(frozen=True, slots=True)
class Statement:
    """One entry of a list of statements. `severity` is 1 to 3, 0 where none is given."""

    text: str
    citations: tuple[Citation, ...] = ()
    confidence: str = ""
    about: str = ""
    level: str = ""
    severity: int = 0


@dataclass(frozen=True, slots=True)
class ScaleMark:
    """A value on a scale, with the words at its ends."""

    value: int
    steps: tuple[int, ...]
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of a list of groups: a cell is None where the row has no value."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Shown | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """One field with what it holds. What `value` is follows from `widget`; `children` are those of a group.

    `path` is the field's, without numbers of entries: with the words of an entry it makes the address of the entry.
    """

    key: str
    title: str
    widget: str
    value: Any
    children: tuple[Shown, ...] = ()
    path: tuple[str, ...] = ()

    def child(self, key: str) -> Shown | None:
        return next((child for child in self.children if child.key == key), None)

    def entries(self) -> int:
        """How many entries a list or table holds; one for anything else."""
        if isinstance(self.value, Table):
            return len(self.value.rows)
        return len(self.value) if isinstance(self.value, tuple) else 1

    def first(self, count: int) -> Shown:
        """The same with no more than its first entries."""
        if self.entries() <= count:
            return self
        if isinstance(self.value, Table):
            return replace(self, value=Table(self.value.columns, self.value.rows[:count]))
        return replace(self, value=self.value[:count])


Sources = Mapping[str, Citation]


def show(field: Field, data: Any, reader: Reader, sources: Sources) -> Shown:
    """What `field` holds, in the reader's words."""
    value: Any = None
    children: tuple[Shown, ...] = ()
    items = field.items
    if isinstance(data, list) and items is not None:
        if items.children and "string" not in items.types:
            value = _table(field, data, reader, sources)
        else:
            value = tuple([_plain(items, item, reader, sources) for item in data])
    elif isinstance(data, dict) and "string" not in field.types:
        children = tuple((_children if field.children else _entries)(field, data, reader, sources))
    else:
        value = _plain(field, data, reader, sources)
    return Shown(field.key, reader.read(field.title), field.widget, value, children, field.path)


def _children(field: Field, data: Mapping[str, Any], reader: Reader, sources: Sources) -> Iterator[Shown]:
    for key, child in field.children.items():
        if key in data:
            yield show(child, data[key], reader, sources)
    for key, value in data.items():
        if key.startswith("x_"):
            yield Shown(key, key.removeprefix("x_").replace("_", " "), "text", _as_text(value))


def _entries(field: Field, data: Mapping[str, Any], reader: Reader, sources: Sources) -> Iterator[Shown]:
    """The entries of a free map: its keys are ids, or names of fields."""
    for key, value in data.items():
        title = reader.link(field.key_reference, key).text if field.key_reference else reader.label(*key.split("."))
        if field.values is None:
            yield Shown(key, title, "text", _as_text(value))
        else:
            shown = show(field.values, value, reader, sources)
            yield replace(shown, key=key, title=title, path=(*field.path, key))


def _table(field: Field, data: list[Any], reader: Reader, sources: Sources) -> Table:
    assert field.items is not None
    filled = frozenset[str]().union(*data)
    used = [child for key, child in field.items.children.items() if key in filled]
    return Table(
        tuple([reader.read(child.title) for child in used]),
        tuple(
            [
                tuple([show(child, row[child.key], reader, sources) if child.key in row else None for child in used])
                for row in data
            ]
        ),
    )


def _plain(field: Field, data: Any, reader: Reader, sources: Sources) -> Any:
    if field.reference == "source":
        return sources.get(str(data))
    if field.reference:
        return reader.link(field.reference, str(data))
    if field.is_statement:
        return statement(field, data, reader, sources)
    if field.labels:
        return reader.read(field.labels.get(str(data), str(data)))
    if field.scale and isinstance(data, (int, float)):
        scale = field.scale
        steps = tuple(range(scale.minimum, scale.maximum + 1))
        return ScaleMark(int(data), steps, reader.read(scale.low), reader.read(scale.high))
    if field.widget == "local_text":
        return reader.read(data)
    if field.widget == "link":
        return Link(str(data), str(data))
    return _as_text(data) if isinstance(data, (dict, list)) else data


def statement(field: Field, data: Any, reader: Reader, sources: Sources) -> Statement:
    """A plain sentence, or a sentence with what is known of it."""
    if isinstance(data, str):
        return Statement(data)
    words = {
        key: reader.read(field.children[key].labels.get(data[key], str(data[key])))
        for key in ("confidence", "about", "level")
        if key in data and key in field.children
    }
    cited = tuple(sources[source] for source in data.get("sources", ()) if source in sources)
    text = data.get("text") or data.get("name") or ""
    return Statement(text, cited, severity=int(data.get("severity", 0)), **words)


def _as_text(value: Any) -> str:
    """What the schema does not know, on one line."""
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_as_text(entry)}" for key, entry in value.items())
    if isinstance(value, list):
        return ", ".join(_as_text(entry) for entry in value)
    return str(value)


def plain_text(shown: Shown | Any) -> str:
    """A value on one line of text, for search, data and small cells."""
    if isinstance(shown, Shown):
        if shown.children:
            return "; ".join(f"{child.title}: {plain_text(child)}" for child in shown.children)
        return plain_text(shown.value)
    if isinstance(shown, (tuple, list)):
        return " · ".join(plain_text(part) for part in shown)
    if isinstance(shown, Statement | Link):
        return shown.text
    if isinstance(shown, Table):
        return " · ".join(", ".join(plain_text(cell) for cell in row if cell is not None) for row in shown.rows)
    if isinstance(shown, ScaleMark):
        return f"{shown.value}/{shown.steps[-1]}"
    if isinstance(shown, Citation):
        return shown.title
    return "" if shown is None else str(shown)
