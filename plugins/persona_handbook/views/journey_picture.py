"""A journey as one picture: stages across, the curve, and the lanes that the schema wants in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from persona_handbook.model.persona import Journey, Persona
from persona_handbook.schema.fields import Field
from persona_handbook.views.curve import height, whole
from persona_handbook.views.emotions import curve_in_words, marked, mood, signed, stage_name
from persona_handbook.views.journey_map import journey_field, lanes_of
from persona_handbook.views.reader import Reader

COLUMN, HEADS = 176, 116
"""Width of a stage, and of the column that names the lanes, in pixels."""
_LINE, _LETTERS, _MARGIN = 16, 25, 24
_TOP, _STAGES, _CURVE = 104, 62, 220
_SCALE = _CURVE / 100


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text: its left end, or its middle, lies at `x`."""

    x: float
    y: float
    text: str
    style: str


@dataclass(frozen=True, slots=True)
class Column:
    """A stage: where it begins, and whether it is a moment of truth."""

    x: int
    truth: bool


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of the curve."""

    x: float
    y: float
    mood: str
    sourced: bool


@dataclass(frozen=True, slots=True)
class JourneyPicture:
    """A drawing in pixels. `rows` are the heights at which lanes begin; `curve` is drawn from `curve_y` downwards."""

    title: str
    description: str
    width: int
    height: int
    columns: tuple[Column, ...]
    rows: tuple[int, ...]
    curve: str
    curve_y: int
    scale: float
    dots: tuple[Dot, ...]
    texts: tuple[Text, ...]


def journey_picture(persona: Persona, journey: Journey, reader: Reader) -> JourneyPicture:
    """The picture of one journey."""
    stages = journey.stages
    texts = [*_head(persona, journey, reader), *_stage_heads(journey, reader), *_feelings(journey, reader)]
    rows = []
    y = _TOP + _STAGES + _CURVE
    for field in lanes_of(journey_field(reader)):
        if field.schema.get("x-in-picture") and any(field.key in stage for stage in stages):
            cells = [_wrapped(_entries(field, stage.get(field.key), reader)) for stage in stages]
            rows.append(y)
            texts.append(Text(_MARGIN, y + 20, reader.read(field.title), "lane"))
            for index, lines in enumerate(cells):
                texts += [Text(_left(index) + 8, y + 20 + n * _LINE, line, "cell") for n, line in enumerate(lines)]
            y += max(len(lines) for lines in cells) * _LINE + 16
    return JourneyPicture(
        f"{persona.name}: {journey.title}",
        f"{reader.say('curve_in_words')} {curve_in_words(journey, reader)}.",
        _left(len(stages)) + _MARGIN,
        y + _MARGIN,
        tuple(Column(_left(index), "moment_of_truth" in stage) for index, stage in enumerate(stages)),
        tuple(rows),
        whole(journey.scores, COLUMN / _SCALE),
        _TOP + _STAGES,
        _SCALE,
        tuple(_dots(journey)),
        tuple(texts),
    )


def _left(stage: int) -> int:
    return _MARGIN + HEADS + stage * COLUMN


def _middle(stage: int) -> float:
    return _left(stage) + COLUMN / 2


def _head(persona: Persona, journey: Journey, reader: Reader) -> list[Text]:
    state = reader.value_label(journey.state, "journeys", 0, "state")
    aimed = f" · {reader.say('target_note')}" if journey.state == "to_be" else ""
    return [
        Text(_MARGIN, 44, journey.title, "title"),
        Text(_MARGIN, 72, f"{persona.name}, {persona.title} · {state}{aimed}", "lead"),
        Text(_MARGIN, _TOP + _STAGES + 24, reader.label("journeys", 0, "stages", 0, "emotion"), "lane"),
    ]


def _stage_heads(journey: Journey, reader: Reader) -> Iterable[Text]:
    for index, stage in enumerate(journey.stages):
        lines = _wrapped([stage_name(journey, stage, reader)])[:2]
        for number, line in enumerate(lines):
            yield Text(_left(index) + 8, _TOP + 18 + number * _LINE, line, "stage")
        note = [stage["duration"]] if "duration" in stage else []
        note += ["★ " + reader.say("moment_of_truth")] if "moment_of_truth" in stage else []
        for number, line in enumerate(_wrapped([" · ".join(note)])[: 3 - len(lines)]):
            yield Text(_left(index) + 8, _TOP + 18 + (len(lines) + number) * _LINE, line, "note")


def _feelings(journey: Journey, reader: Reader) -> Iterable[Text]:
    marks = marked(journey.scores)
    for index, (stage, score) in enumerate(zip(journey.stages, journey.scores, strict=True)):
        if score is None:
            yield Text(_middle(index), _y(0) - 8, reader.say("not_asked"), "mark")
            continue
        emotion = stage["emotion"]
        notes = [reader.say(f"mark_{mark}") for mark in marks.get(index, ())]
        notes += [] if emotion.get("sources") else [reader.say("no_source")]
        y = _y(score) + (-30 if score >= 0 else 30)
        yield Text(_middle(index), y, f"{signed(score)} {emotion['label']}", "feeling")
        yield Text(_middle(index), y + 14, ", ".join(notes), "mark")


def _dots(journey: Journey) -> Iterable[Dot]:
    for index, (stage, score) in enumerate(zip(journey.stages, journey.scores, strict=True)):
        if score is not None:
            yield Dot(_middle(index), _y(score), mood(score), bool(stage["emotion"].get("sources")))


def _y(score: float) -> float:
    return _TOP + _STAGES + height(score) * _SCALE


def _entries(field: Field, data: Any, reader: Reader) -> list[str]:
    """What a lane says at a stage, each entry in plain words."""
    if data is None:
        return ["–"]
    if isinstance(data, Mapping):
        found = [named for value in data.values() for named in (value if isinstance(value, list) else [value])]
        kind = next((child.reference for child in field.children.values() if child.reference), None)
        return [reader.link(kind, str(entry)).text if kind else str(entry) for entry in found]
    if not isinstance(data, list):
        return [str(data)]
    return [entry if isinstance(entry, str) else str(entry.get("text") or entry.get("name", "")) for entry in data]


def _wrapped(entries: Iterable[str]) -> list[str]:
    """The entries in lines as wide as a column; a word that is wider is broken."""
    lines: list[str] = []
    for entry in entries:
        line = ""
        for word in entry.split():
            if line and len(line) + len(word) >= _LETTERS:
                lines.append(line)
                line = ""
            line = f"{line} {word}" if line else word
            while len(line) > _LETTERS:
                lines.append(line[:_LETTERS])
                line = line[_LETTERS:]
        if line:
            lines.append(line)
    return lines
