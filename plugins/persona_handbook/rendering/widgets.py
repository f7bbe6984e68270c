"""One function for each widget that the schema names: a field with what it holds becomes HTML.

Widgets are Python, not templates, since they are called some 500 times a page: as template macros they took two thirds
of a build. Everything that comes from a file passes through `inline` or `escape`; a function returns safe HTML.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from html import escape as _escape
from typing import Any

from markupsafe import Markup

from persona_handbook.rendering.anchors import without_anchors
from persona_handbook.rendering.prose import inline
from persona_handbook.rendering.word_widgets import WordWidgets, at
from persona_handbook.views.anchors import field_anchor
from persona_handbook.views.reader import Reader
from persona_handbook.views.targets import verdict
from persona_handbook.views.values import ScaleMark, Shown, Statement, Table, plain_text

Row = tuple[Shown | None, ...]


class Widgets(WordWidgets):
    """All widgets in one language. Calling it with a field gives the HTML of the field's widget."""

    def __init__(self, reader: Reader) -> None:
        super().__init__(reader)
        self._gap = f'<td class="ph-gap">{reader.say("not_given")}</td>'
        self._not_asked = f'<td class="ph-empty">{reader.say("not_asked")}</td>'
        self._colon = reader.say("colon")
        self._told: dict[int, tuple[Shown, Markup]] = {}
        self._in_comparisons: dict[int, tuple[Shown, str]] = {}
        self._by_name: Mapping[str, Callable[[Shown], str]] = {
            "boolean": self.boolean,
            "by_department": self.by_department,
            "claim": self.one_claim,
            "claims": self.claims,
            "criteria": self.criteria,
            "date": self.date,
            "departments": self.departments,
            "enum": self.words,
            "enums": self.chips,
            "group": self.facts,
            "jobs": self.jobs,
            "kpis": self.kpis,
            "link": self.link,
            "list": self.items,
            "local_text": self.text,
            "measure": self.measure,
            "measures": self.facts,
            "messages": self.messages,
            "number": self.words,
            "objections": self.objections,
            "opportunities": self.opportunities,
            "owner": self.owner,
            "pairs": self.pairs,
            "percent": self.percent,
            "prose": self.prose,
            "quotes": self.quotes,
            "ranked": self.ranked,
            "reference": self.link,
            "references": self.references,
            "scale": self.scale,
            "segment_criteria": self.table,
            "severity": self.severity_of,
            "table": self.table,
            "tags": self.tags,
            "text": self.text,
            "touchpoints": self.touchpoints,
        }

    def __call__(self, shown: Shown) -> Markup:
        """The HTML of a field. What stands on several pages is made once."""
        told = self._told.get(id(shown))
        if told is None:
            told = (shown, Markup(self.html(shown)))
            self._told[id(shown)] = told
        return told[1]

    def forget(self) -> None:
        """Drop what has been told so far."""
        self._told.clear()
        self._in_comparisons.clear()

    def again(self, shown: Shown) -> Markup:
        """The HTML of a field where it stands on the page a second time."""
        return Markup(without_anchors(self(shown)))

    def html(self, shown: Shown) -> str:
        """The HTML of a field; a widget that is not known is shown by what it holds."""
        widget = self._by_name.get(shown.widget)
        if widget is not None:
            return widget(shown)
        if shown.children:
            return self.facts(shown)
        return self.table(shown) if isinstance(shown.value, Table) else self.text(shown)

    def held(self, tag: str, shown: Shown) -> Markup:
        """A field in the element that holds it: a text or a single claim needs no element of its own."""
        if shown.widget in _TEXTS:
            return Markup(f"<{tag}{self.foreign}>{inline(plain_text(shown.value))}</{tag}>")
        only = _only(shown.value)
        if shown.widget in _CLAIMS and isinstance(only, Statement):
            return Markup(f"<{tag}{self.claiming(shown, only)}>{self.statement(only)}</{tag}>")
        if shown.widget == "list" and isinstance(only, str):
            return Markup(f"<{tag}{self.foreign}>{inline(only)}</{tag}>")
        if shown.widget == "tags":
            return Markup(f"<{tag}{self.foreign}>{self.chips(shown)}</{tag}>")
        html = self(shown)
        if shown.widget in _LISTED and html.startswith("<p"):
            return Markup(f"<{tag}{html[2:-4]}</{tag}>")
        return Markup(f"<{tag}>{html}</{tag}>")

    # groups and tables

    def facts(self, shown: Shown) -> str:
        rows = "".join(self._fact(child) for child in shown.children)
        return f'<dl class="ph-facts">{rows}</dl>'

    def _fact(self, child: Shown) -> str:
        """A field of a group; where it holds a claim alone, the claim has the address."""
        held = self.held("dd", child)
        anchor = "" if held.startswith("<dd id") else f' id="{_escape(field_anchor(child.path))}"'
        return f"<dt{anchor}>{_escape(child.title)}</dt>{held}"

    def pairs(self, shown: Shown) -> str:
        """A group of short texts on a line, for a place where a list would take too much room."""
        texts = (
            f"{_escape(one.title)}{self._colon} <i{self.foreign}>{inline(one.value)}</i>" for one in shown.children
        )
        return " · ".join(texts)

    def by_department(self, shown: Shown) -> str:
        parts = "".join(
            f"<section><h4>{_escape(child.title)}</h4>{self.html(child)}</section>" for child in shown.children
        )
        return f'<div class="ph-implications">{parts}</div>'

    def table(self, shown: Shown) -> str:
        table: Table = shown.value
        marks = {cell.title: cell.value for row in table.rows for cell in row if cell and cell.widget == "scale"}
        head = "".join(f'<th scope="col">{_head(column, marks.get(column))}</th>' for column in table.columns)
        rows = []
        for first, *others in table.rows:
            head_cell = f'<th scope="row">{self.html(first)}</th>' if first else self._gap
            rows.append(f"<tr>{head_cell}{''.join(map(self._cell, others))}</tr>")
        title = _escape(shown.title)
        return (
            f'<div class="ph-scroll" role="region" tabindex="0" aria-label="{title}"><table class="ph-table">'
            f'<caption class="ph-hidden">{title}</caption><thead><tr>{head}</tr></thead>'
            f"<tbody>{''.join(rows)}</tbody></table></div>"
        )

    def _cell(self, cell: Shown | None) -> str:
        if cell is None:
            return self._gap
        return f"<td>{self.short_scale(cell.value)}</td>" if cell.widget == "scale" else self.held("td", cell)

    def compared(self, cells: Iterable[Shown | None], urls: Iterable[str]) -> Markup:
        """A row of a comparison: a cell for each persona, whose page is at the url. Sources are listed there."""
        return Markup("".join(self._compared(cell, url) for cell, url in zip(cells, urls, strict=True)))

    def _compared(self, cell: Shown | None, url: str) -> str:
        if cell is None:
            return self._not_asked
        told = self._in_comparisons.get(id(cell))
        if told is None:
            html = f"<td>{self.lines(cell)}</td>" if cell.widget == "table" else self.held("td", cell)
            told = (cell, without_anchors(html).replace('href="#source-', f'href="{_escape(url)}#source-'))
            self._in_comparisons[id(cell)] = told
        return told[1]

    def lines(self, shown: Shown) -> str:
        """A table as a list of lines, for a narrow cell."""
        rows = "".join(f"<li>{_line(row)}</li>" for row in shown.value.rows)
        return f"<ul{self.foreign}>{rows}</ul>"

    def brief(self, shown: Shown) -> list[Markup]:
        """What a field holds, a line for each entry, for a place that only points to it."""
        if isinstance(shown.value, Table):
            told = self.objection if shown.widget == "objections" else self.job if shown.widget == "jobs" else _line
            return [Markup(told(row) + self._cited(row)) for row in shown.value.rows]
        if isinstance(shown.value, tuple) and all(isinstance(entry, Statement) for entry in shown.value):
            return [Markup(self.statement(entry)) for entry in shown.value]
        return [
            Markup(self.statement(shown.value)) if isinstance(shown.value, Statement) else inline(plain_text(shown))
        ]

    # rows of the journey map and of lists of groups

    def objections(self, shown: Shown) -> str:
        parts = []
        for row in shown.value.rows:
            told = "".join(
                f"<dt><q>{inline(cell.value)}</q>{self._cited(row)}</dt>"
                if cell.key == "text"
                else f"<dd><b{self.ours}>{_escape(cell.title)}</b> {inline(cell.value)}</dd>"
                for cell in _filled(row)
            )
            parts.append(f"<div{at(shown, _value(row, 'text'))}>{told}</div>")
        return f'<dl class="ph-objections"{self.foreign}>{"".join(parts)}</dl>'

    def objection(self, row: Row) -> str:
        answer = _value(row, "answer")
        return f"<q>{inline(_value(row, 'text'))}</q>" + (f" – {inline(answer)}" if answer else "")

    def job(self, row: Row) -> str:
        return " ".join(f"<b{self.ours}>{_escape(cell.title)}</b> {inline(cell.value)}" for cell in _filled(row))

    def jobs(self, shown: Shown) -> str:
        rows = (f"<li{at(shown, _line(row))}>{self.job(row)}{self._cited(row)}</li>" for row in shown.value.rows)
        return f'<ul class="ph-claims"{self.foreign}>{"".join(rows)}</ul>'

    def criteria(self, shown: Shown) -> str:
        rows = []
        for row in shown.value.rows:
            name, weight = _value(row, "name"), plain_text(_value(row, "weight"))
            rows.append(f'<li{at(shown, name)}>{inline(name)} <b class="ph-weight">{weight}</b>{self._cited(row)}</li>')
        return f'<ul class="ph-weighted"{self.foreign}>{"".join(rows)}</ul>'

    def touchpoints(self, shown: Shown) -> str:
        rows = []
        for row in shown.value.rows:
            theirs = (
                f" <small{self.ours}>{self._reader.say('not_ours')}</small>" if _value(row, "owned") is False else ""
            )
            channel = _escape(plain_text(_value(row, "channel")))
            rows.append(f'{inline(_value(row, "name"))} <span class="ph-channel"{self.ours}>{channel}</span>{theirs}')
        return self._listed("ph-touch", rows)

    def departments(self, shown: Shown) -> str:
        parts = []
        for child in shown.children:
            if child.key == "owner":
                parts.append(
                    f'<li class="ph-leads">{_escape(plain_text(child.value))} · {_escape(child.title.lower())}</li>'
                )
            else:
                parts += [f"<li>{_escape(plain_text(other))}</li>" for other in child.value]
        return f'<ul class="ph-departments">{"".join(parts)}</ul>'

    def kpis(self, shown: Shown) -> str:
        rows = []
        for row in shown.value.rows:
            told = {cell.key: cell for cell in row if cell is not None}
            unit = f" {_escape(told['unit'].value)}" if "unit" in told else ""
            line = f"{inline(told['name'].value)} <b>{self.number(told['value'].value)}{unit}</b>"
            notes = []
            if target := told.get("target"):
                notes.append(f"{_escape(target.title.lower())} {self.number(target.value)}, {self._met(told)}")
            if "date" in told:
                notes.append(self.day(told["date"].value))
            if notes:
                line += f" <small{self.ours}>{' · '.join(notes)}</small>"
            if "source" in told:
                line += self.cite([told["source"].value])
            rows.append(line)
        return self._listed("ph-kpis", rows)

    def _met(self, told: Mapping[str, Shown]) -> str:
        """Whether a figure meets its target."""
        higher = told["higher_is_better"].value if "higher_is_better" in told else None
        found = verdict(told["value"].value, told["target"].value, higher)
        return self._reader.say(found.key, n=self.number(found.distance))

    def opportunities(self, shown: Shown) -> str:
        rows = []
        for row in shown.value.rows:
            notes = [
                f"{cell.title.lower()} {cell.value.value}" if cell.key in ("impact", "effort") else plain_text(cell)
                for cell in _filled(row)
                if cell.key in ("owner", "status", "impact", "effort")
            ]
            note = f"<small{self.ours}>{_escape(' · '.join(notes))}</small>"
            rows.append(f"{inline(_value(row, 'text'))} {note}{self._cited(row)}")
        return self._listed("ph-opportunities", rows)

    def messages(self, shown: Shown) -> str:
        """Each with who says it where; the message plan tells the rest."""
        rows = []
        for row in shown.value.rows:
            ways = [_escape(plain_text(_value(row, key))) for key in ("channel", "department") if _value(row, key)]
            way = f" <small{self.ours}>{' · '.join(ways)}</small>" if ways else ""
            rows.append(f"<q>{inline(_value(row, 'text'))}</q>{way}")
        return self._listed("ph-messages", rows)

    def _rows(self, name: str, rows: Iterable[str]) -> str:
        return f'<ul class="{name}"{self.foreign}>{"".join(f"<li>{row}</li>" for row in rows)}</ul>'

    def _listed(self, name: str, rows: list[str]) -> str:
        """One entry alone is a paragraph, several are a list."""
        return f'<p class="{name}"{self.foreign}>{rows[0]}</p>' if len(rows) == 1 else self._rows(name, rows)

    def _cited(self, row: Row) -> str:
        return self.cite(_value(row, "sources") or ())


_TEXTS = frozenset({"text", "local_text"})
_LISTED = frozenset({"kpis", "messages", "opportunities", "touchpoints"})
"""Widgets that make one paragraph of one entry."""
_CLAIMS = frozenset({"claim", "claims"})
_ASIDE = frozenset({"sources", "note", "contents"})
"""What a narrow cell leaves to the persona's own page."""


def _filled(row: Row) -> Iterable[Shown]:
    """The cells that hold something, but for the sources, which are cited at the end."""
    return (cell for cell in row if cell is not None and cell.key != "sources")


def _value(row: Row, key: str) -> Any:
    """What the row holds under `key`, None where it holds nothing."""
    return next((cell.value for cell in row if cell is not None and cell.key == key), None)


def _line(row: Row) -> str:
    """A row on one line, without what a narrow place leaves out."""
    return str(inline(" · ".join(plain_text(cell) for cell in _filled(row) if cell.key not in _ASIDE)))


def _only(value: Any) -> Any:
    """The one entry of a list that has no more, or what is no list."""
    return value[0] if isinstance(value, tuple) and len(value) == 1 else value


def _head(column: str, mark: ScaleMark | None) -> str:
    """The head of a column; of one that holds a scale, with the words at its ends."""
    return _escape(column) + (f" <small>{_escape(mark.low)} – {_escape(mark.high)}</small>" if mark else "")
