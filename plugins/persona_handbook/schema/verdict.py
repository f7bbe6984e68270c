"""What the schema finds wrong, as problems that a marketer understands: one cause, one finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import yaml
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from persona_handbook.model.document import Document, Path
from persona_handbook.model.words import Words, nearest
from persona_handbook.problems import Problem
from persona_handbook.schema.fields import Field

_FORMATS = FormatChecker(formats=("date",))
_BLANK = "\\S"
_SHOWN = 60


def explain(schema: Mapping[str, Any], root: Field, document: Document) -> list[Problem]:
    """Every finding of the schema about `document`, in reading order. Empty where there is none."""
    errors = list(Draft202012Validator(schema, format_checker=_FORMATS).iter_errors(document.data))
    found: dict[tuple[str, Path], Problem] = {}
    for error in errors:
        for problem in _problems(error, schema, root, document):
            found.setdefault((problem.rule, problem.path), problem)
    return sorted(_without_echoes(found.values()), key=Problem.sort_key)


def _without_echoes(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Leave out what another finding already says: the field that is missing since its name was mistyped."""
    problems = list(problems)
    meant = {(*problem.path[:-1], problem.values.get("meant")) for problem in problems if problem.rule == "unknown-field"}
    for problem in problems:
        if not (problem.rule == "missing-field" and problem.path in meant):
            yield problem


def _problems(error: ValidationError, schema: Mapping[str, Any], root: Field, document: Document) -> Iterator[Problem]:
    path: Path = tuple(error.absolute_path)
    field = root.at(path)
    if field is None:
        return
    keyword = str(error.validator)
    if keyword == "required":
        yield from _missing(error, schema, root, path, document)
    elif keyword == "additionalProperties":
        yield from _unknown(error, field, root, path, document)
    else:
        yield _wrong(error, keyword, field, path, document)


def _missing(
    error: ValidationError, schema: Mapping[str, Any], root: Field, path: Path, document: Document
) -> Iterator[Problem]:
    field = root.at(path)
    assert field is not None
    for key in error.validator_value:
        if key in error.instance:
            continue
        child = field.children[key]
        line, column = _place_for(child, field, path, document)
        values = {"field": child.title, "key": key, "example": _example(key, child), "status": _status(error, schema, root)}
        yield Problem("missing-field", document.file, line, column, (*path, key), values)


def _place_for(missing: Field, parent: Field, path: Path, document: Document) -> tuple[int, int]:
    """Where a missing key belongs: in front of the first key that the schema lists after it."""
    keys = list(parent.children)
    for key in keys[keys.index(missing.key) + 1 :]:
        if (*path, key) in document.positions:
            return document.positions[*path, key]
    return document.position(path)


def _status(error: ValidationError, schema: Mapping[str, Any], root: Field) -> Words | str:
    """The status that calls for the missing field, where the schema asks for it by status."""
    steps = list(error.absolute_schema_path)
    if "then" not in steps:
        return ""
    rule: Any = schema
    for step in steps[: steps.index("then")]:
        rule = rule[step]
    status = rule["if"].get("properties", {}).get("status", {}).get("const", "")
    return root.children["status"].labels[status] if status else ""


def _unknown(error: ValidationError, field: Field, root: Field, path: Path, document: Document) -> Iterator[Problem]:
    for key in error.instance:
        if key in field.children or key.startswith("x_"):
            continue
        meant = nearest(key, _names(field))
        belongs = "" if meant else _belongs(key, root, field)
        values = {"key": key[:_SHOWN], "field": field.title, "meant": meant, "belongs": belongs}
        yield document.problem("unknown-field", (*path, key), **values)


def _names(field: Field) -> dict[str, str]:
    """What people may call each field inside `field`: its key, and its titles in each language."""
    names: dict[str, str] = {}
    for key, child in field.children.items():
        for title in child.title.values():
            names.setdefault(title.casefold(), key)
    return {**names, **{key: key for key in field.children}}


def _belongs(key: str, root: Field, field: Field) -> str:
    """The group that knows a key written in the wrong place."""
    for group in root.children.values():
        if group is not field and key in group.children:
            return group.key
    return ""


def _wrong(error: ValidationError, keyword: str, field: Field, path: Path, document: Document) -> Problem:
    instance, limit = error.instance, error.validator_value
    values: dict[str, object] = {"field": field.title, "value": quote(instance), "example": _example(field.key, field)}
    match keyword:
        case "type" if instance is None:
            rule = "empty-field"
        case "pattern" if limit == _BLANK:
            rule = "empty-field"
        case "type":
            rule = "wrong-type"
            values["wanted"] = [limit] if isinstance(limit, str) else list(limit)
        case "enum":
            rule = "not-in-list"
            labels = {word.casefold(): value for value, words in field.labels.items() for word in words.values()}
            values["meant"] = nearest(str(instance), {**labels, **{value: value for value in field.labels}})
            values["allowed"] = list(field.labels)
        case "format":
            rule = "wrong-date"
        case "maxLength":
            rule = "too-long"
            values |= {"length": len(instance), "limit": limit}
        case "minItems" | "minProperties":
            rule = "too-few"
            values |= {"count": len(instance), "limit": limit}
        case "uniqueItems":
            rule = "repeated"
        case "minimum" | "maximum":
            rule = "out-of-range"
            values |= {"low": field.schema.get("minimum", "−∞"), "high": field.schema.get("maximum", "∞")}
        case _:
            rule = "wrong-form"
    return document.problem(rule, path, **values)


def quote(value: Any) -> str:
    """A value as it would be typed, on one line of at most 60 characters."""
    text = value if isinstance(value, str) else _flow(value)
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _example(key: str, field: Field) -> str:
    """An example of the field as it would be typed, if the schema gives one."""
    return f"{key}: {_flow(field.examples[0])}" if field.examples else ""


def _flow(value: Any) -> str:
    text: str = yaml.safe_dump(value, default_flow_style=True, allow_unicode=True, width=10_000, sort_keys=False)
    return text.removesuffix("\n").removesuffix("\n...")
