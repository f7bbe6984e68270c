"""What the schema finds wrong, as problems that a marketer understands: one cause, one finding."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import jsonschema_rs
from jsonschema import Draft202012Validator, validators
from jsonschema.exceptions import ValidationError

from persona_handbook.model.document import Document, Path
from persona_handbook.model.words import Words, nearest
from persona_handbook.problems import Problem
from persona_handbook.schema.fields import Field
from persona_handbook.schema.flow import in_flow

_SHOWN = 60
_GUESSED = 50
"""For so many findings somebody thinks about what was meant; a report shows no more of a file, and thinking is slow."""

_TOO_EARLY = 5
_WIDE = "\u00a0\u202f\u2007\u3000"
_LOOK_ALIKE = str.maketrans("аеорсухіјѕԁһԛԝѵАВЕКМНОРСТХοαερικυν", "aeopcyxijsdhqwvABEKMHOPCTXoaepikuv")
"""Cyrillic and Greek letters that look like Latin ones (Unicode TR 39, confusables)."""


def _as_judged(keyword: str) -> Callable[..., Iterator[ValidationError]]:
    """A keyword read as the fast judge reads it: in Python's own patterns `$` also matches before a last line end."""

    @cache
    def judge(limit: str) -> Any:
        return jsonschema_rs.validator_for({keyword: limit}, validate_formats=True)

    def check(_validator: Any, limit: str, instance: Any, _schema: Any) -> Iterator[ValidationError]:
        if not judge(limit).is_valid(instance):
            yield ValidationError(keyword)

    return check


_KEYWORDS = {keyword: _as_judged(keyword) for keyword in ("pattern", "format")}
_Explainer: Any = validators.extend(Draft202012Validator, _KEYWORDS)  # type: ignore[no-untyped-call]


def explain(schema: Mapping[str, Any], root: Field, document: Document) -> list[Problem]:
    """Every finding of the schema about `document`, in reading order. Empty where there is none."""
    errors: list[ValidationError] = list(_Explainer(schema).iter_errors(document.data))
    wrong = {error.absolute_path[0] for error in errors if error.absolute_path}
    found: dict[tuple[str, Path], Problem] = {}
    for number, error in enumerate(errors):
        if wrong & _conditions(error, schema).keys():
            continue  # nothing is asked for on the strength of a value that is itself wrong
        for problem in _problems(error, schema, root, document, guess=number < _GUESSED):
            found.setdefault((problem.rule, problem.path), problem)
    return sorted(_together(list(_without_echoes(found.values())), document), key=Problem.sort_key)


def _together(problems: list[Problem], document: Document) -> list[Problem]:
    """Many fields that a status asks for are missing for one reason: the status was set too early."""
    missing = [problem for problem in problems if problem.rule == "missing-field" and problem.values["status"]]
    if len(missing) <= _TOO_EARLY:
        return problems
    keys = [".".join(map(str, problem.path)) for problem in sorted(missing, key=Problem.sort_key)]
    status = missing[0].values["status"]
    early = document.problem("status-too-early", ("status",), status=status, count=len(keys), fields=keys)
    return [early, *(problem for problem in problems if problem not in missing)]


def _without_echoes(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Leave out what another finding already says: the field that is missing since its name was mistyped."""
    problems = list(problems)
    mistyped = [problem for problem in problems if problem.rule in ("unknown-field", "look-alike-field")]
    meant = {(*problem.path[:-1], problem.values["meant"]) for problem in mistyped}
    for problem in problems:
        if not (problem.rule == "missing-field" and problem.path in meant):
            yield problem


def _problems(
    error: ValidationError, schema: Mapping[str, Any], root: Field, document: Document, *, guess: bool
) -> Iterator[Problem]:
    path: Path = tuple(error.absolute_path)
    instance: Any = error.instance
    keyword = str(error.validator)
    if "propertyNames" in error.absolute_schema_path:
        path = (*path, instance)
    field = _around(root, path)
    if _is_cut_text(instance, field, path):
        yield document.problem("yaml-colon", path)
    elif keyword == "required":
        yield from _missing(error, error.validator_value, schema, root, field, path, document)
    elif unless := _required_unless(error):
        yield from _missing(error, unless, schema, root, field, path, document)
    elif keyword == "additionalProperties":
        yield from _unknown(instance, field, root, path, document)
    else:
        yield _wrong(error, keyword, root, path, document, guess=guess)


def _required_unless(error: ValidationError) -> list[str]:
    """The fields that are missing, where the schema takes a reason under `not_applicable` in their place."""
    choices: Any = error.validator_value if error.validator == "anyOf" else [{}]
    return list(choices[0].get("required", ()))


def _around(root: Field, path: Path, having: str = "") -> Field:
    """The field at `path`, or the nearest one around it, that the schema knows and gives a title, say, of its own."""
    for length in range(len(path), 0, -1):
        field = root.at(path[:length])
        if field is not None and (not having or having in field.schema):
            return field
    return root


def _is_cut_text(instance: Any, field: Field, path: Path) -> bool:
    """Whether it was meant as a text, but became a group since it holds a colon: `- Her rule: no surprises`."""
    if not (isinstance(instance, dict) and len(instance) == 1 and path and isinstance(path[-1], int)):
        return False
    return "string" in field.types and not nearest(next(iter(instance)), _names(field))


def _missing(
    error: ValidationError,
    required: Any,
    schema: Mapping[str, Any],
    root: Field,
    field: Field,
    path: Path,
    document: Document,
) -> Iterator[Problem]:
    instance: Any = error.instance
    for key in required:
        if key in instance:
            continue
        child = field.children[key]
        line, column = _place_for(child, field, path, document)
        status = _status(error, schema, root)
        values = {"field": child.title, "key": key, "example": _example(root, (*path, key)), "status": status}
        values["excusable"] = key if error.validator == "anyOf" else ""
        yield Problem("missing-field", document.file, line, column, (*path, key), values)


def _place_for(missing: Field, parent: Field, path: Path, document: Document) -> tuple[int, int]:
    """Where a missing key belongs: at the first key that the schema lists after it, else at the last before it."""
    keys = list(parent.children)
    index = keys.index(missing.key)
    for key in (*keys[index + 1 :], *reversed(keys[:index])):
        if (*path, key) in document.positions:
            return document.positions[*path, key]
    return document.position(path)


def _conditions(error: ValidationError, schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """The fields, and what holds for them, on whose strength the schema asks for what is missing (`if` … `then`)."""
    steps = list(error.absolute_schema_path)
    if "then" not in steps:
        return {}
    rule: Any = schema
    for step in steps[: steps.index("then")]:
        rule = rule[step]
    conditions: Mapping[str, Any] = rule["if"].get("properties", {})
    return conditions


def _status(error: ValidationError, schema: Mapping[str, Any], root: Field) -> Words | str:
    """The status that calls for the missing field, where the schema asks for it by status."""
    status = _conditions(error, schema).get("status", {}).get("const", "")
    return root.children["status"].labels[status] if status else ""


def _unknown(
    instance: Mapping[str, Any], field: Field, root: Field, path: Path, document: Document
) -> Iterator[Problem]:
    own = field.schema.get("patternProperties", {})
    names = _names(field)
    guessed = 0
    for key in instance:
        if key in field.children or any(re.search(pattern, key) for pattern in own):
            continue
        if not key.isascii() and (meant := names.get(key.translate(_LOOK_ALIKE), "")):
            yield _look_alike(key, meant, path, document)
            continue
        if key.strip(_WIDE) != key:
            yield document.problem("yaml-no-break-space", (*path, key))
            continue
        if instance[key] is None and (" " in key or not key[0].isalpha()):
            yield document.problem("comma-in-text", (*path, key), text=key)
            continue
        meant, belongs = nearest(key, names) if guessed < _GUESSED else "", _belongs(key, root, field)
        guessed += 1
        yield document.problem("unknown-field", (*path, key), key=key[:_SHOWN], meant=meant, belongs=belongs)


def _look_alike(key: str, meant: str, path: Path, document: Document) -> Problem:
    foreign = next(letter for letter in key if ord(letter) in _LOOK_ALIKE)
    return document.problem("look-alike-field", (*path, key), key=key, meant=meant, code=f"U+{ord(foreign):04X}")


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


def _wrong(
    error: ValidationError, keyword: str, root: Field, path: Path, document: Document, *, guess: bool
) -> Problem:
    instance: Any = error.instance
    limit: Any = error.validator_value
    field, title = _around(root, path), _around(root, path, "title").title
    values: dict[str, Any] = {"field": title, "value": quote(instance), "example": _example(root, path)}
    match keyword:
        case _ if instance in (None, [], {}) or (isinstance(instance, str) and not instance.strip()):
            rule = "empty-field"
        case "type":
            rule = "wrong-type"
            values["wanted"] = limit if isinstance(limit, str) else limit[0]
        case "enum":
            rule = "not-in-list"
            labels = {word.casefold(): value for value in limit for word in field.labels[value].values()}
            values["meant"] = nearest(str(instance), {**labels, **{value: value for value in limit}}) if guess else ""
            values["allowed"] = list(limit)
        case "format" | "pattern" if field.schema.get("format") == "date":
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
    text = value if isinstance(value, str) else in_flow(value)
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _example(root: Field, path: Path) -> str:
    """How `path`, or what is nearest around it and has an example, is typed: as an entry of a list, or with its key."""
    field = _around(root, path, "examples")
    if not field.examples:
        return ""
    is_entry = bool(path) and isinstance(path[-1], int) and field is root.at(path)
    return f"{'-' if is_entry else field.key + ':'} {in_flow(field.examples[0])}"
