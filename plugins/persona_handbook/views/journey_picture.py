"""A journey as one picture: stages across, the curve, and the lanes that the schema wants in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from persona_handbook.model.persona import Journey, Persona
from persona_handbook.schema.fields import Field
from persona_handbook.views.curve import height, segments, whole
from persona_handbook.views.emotions import curve_in_words, marked, mood, signed, stage_name
from persona_handbook.views.journey_map import journey_field, lanes_of
from persona_handbook.views.reader import Reader

COLUMN, HEADS = 176, 116
"""Width of a stage, and of the column that names the lanes, in pixels."""
_LINE, _MARGIN = 16, 24
_LETTERS, _BOLD = 24, 20
"""Letters on a line of a column."""
_TOP, _CURVE = 104, 250
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
    heads = [_stage_head(journey, stage, reader) for stage in stages]
    curve_y = _TOP + max(map(len, heads)) * _LINE + 14
    texts = _head(persona, journey, curve_y, reader)
    for index, head in enumerate(heads):
        texts += [Text(_left(index) + 8, _TOP + 20 + n * _LINE, *line) for n, line in enumerate(head)]
    texts += _feelings(journey, curve_y, reader)
    rows = []
    y = curve_y + _CURVE
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
        curve_y,
        _SCALE,
        tuple(_dots(journey, curve_y)),
        tuple(texts),
    )


def _left(stage: int) -> int:
    return _MARGIN + HEADS + stage * COLUMN


def _middle(stage: int) -> float:
    return _left(stage) + COLUMN / 2


def _head(persona: Persona, journey: Journey, curve_y: int, reader: Reader) -> list[Text]:
    state = reader.value_label(journey.state, "journeys", 0, "state")
    aimed = f" · {reader.say('target_note')}" if journey.state == "to_be" else ""
    return [
        Text(_MARGIN, 44, journey.title, "title"),
        Text(_MARGIN, 72, f"{persona.name}, {persona.title} · {state}{aimed}", "lead"),
        Text(_MARGIN, curve_y + 24, reader.label("journeys", 0, "stages", 0, "emotion"), "lane"),
    ]


def _stage_head(journey: Journey, stage: Mapping[str, Any], reader: Reader) -> list[tuple[str, str]]:
    """The lines at the head of a stage, each with its style."""
    note = [stage["duration"]] if "duration" in stage else []
    note += [reader.say("moment_of_truth")] if "moment_of_truth" in stage else []
    lines = [(line, "stage") for line in _wrapped([stage_name(journey, stage, reader)], _BOLD)]
    return lines + [(line, "note") for line in _wrapped(note)]


def _feelings(journey: Journey, curve_y: int, reader: Reader) -> Iterable[Text]:
    marks = marked(journey.scores)
    for index, (stage, segment) in enumerate(zip(journey.stages, segments(journey.scores), strict=True)):
        if segment is None:
            yield Text(_middle(index), curve_y + _CURVE / 2 - 8, reader.say("not_asked"), "mark")
            continue
        emotion = stage["emotion"]
        notes = [reader.say(f"mark_{mark}") for mark in marks.get(index, ())]
        notes += [] if emotion.get("sources") else [reader.say("no_source")]
        y = curve_y + segment.y * _SCALE + (-30 if segment.label_above else 26)
        yield Text(_middle(index), y, f"{signed(emotion['score'])} {emotion['label']}", "feeling")
        yield Text(_middle(index), y + 14, ", ".join(notes), "mark")


def _dots(journey: Journey, curve_y: int) -> Iterable[Dot]:
    for index, (stage, score) in enumerate(zip(journey.stages, journey.scores, strict=True)):
        if score is not None:
            y = curve_y + height(score) * _SCALE
            yield Dot(_middle(index), y, mood(score), bool(stage["emotion"].get("sources")))


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


def _wrapped(entries: Iterable[str], letters: int = _LETTERS) -> list[str]:
    """The entries in lines as wide as a column; a word that is wider is broken."""
    lines: list[str] = []
    for entry in entries:
        line = ""
        for word in entry.split():
            if line and len(line) + len(word) >= letters:
                lines.append(line)
                line = ""
            line = f"{line} {word}" if line else word
            while len(line) > letters:
                lines.append(line[:letters])
                line = line[letters:]
        if line:
            lines.append(line)
    return lines
