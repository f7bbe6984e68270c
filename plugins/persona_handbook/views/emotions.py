"""The emotions of a journey: the points of its curve, and the curve told in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from persona_handbook.model.persona import Journey
from persona_handbook.views.curve import Segment, segments
from persona_handbook.views.reader import Citation, Reader
from persona_handbook.views.values import Sources


@dataclass(frozen=True, slots=True)
class EmotionCell:
    """One point of the curve. `level` counts quarters from 0 (+2) to 16 (−2); `marks` are lowest, highest, last."""

    score: float
    label: str
    reason: str
    citations: tuple[Citation, ...]
    sourced: bool
    segment: Segment
    level: int
    mood: str
    marks: tuple[str, ...]
    target: float | None
    """The score that is aimed at, where one is given."""


def emotions(journey: Journey, reader: Reader, sources: Sources) -> tuple[EmotionCell | None, ...]:
    """The point of each stage, None where nobody was asked."""
    marks = marked(journey.scores)
    cells: list[EmotionCell | None] = []
    for index, (stage, segment) in enumerate(zip(journey.stages, segments(journey.scores), strict=True)):
        if segment is None:
            cells.append(None)
            continue
        emotion = stage["emotion"]
        score = emotion["score"]
        cells.append(
            EmotionCell(
                score,
                emotion["label"],
                emotion.get("reason", ""),
                tuple(sources[source] for source in emotion.get("sources", ()) if source in sources),
                bool(emotion.get("sources")),
                segment,
                round((2 - score) * 4),
                mood(score),
                tuple(reader.say(f"mark_{mark}") for mark in marks.get(index, ())),
                emotion.get("target"),
            )
        )
    return tuple(cells)


def marked(scores: list[float | None]) -> dict[int, list[str]]:
    """The marks of a curve by stage: its highest, its lowest and its last point; of equals, the first.

    People remember the strongest moment and the last one (B. L. Fredrickson, D. Kahneman, "Duration neglect in
    retrospective evaluations of affective episodes", 1993).
    """
    given = [(score, index) for index, score in enumerate(scores) if score is not None]
    marks: dict[int, list[str]] = {}
    if given:
        highest = max(given, key=lambda point: (point[0], -point[1]))
        for mark, (_, index) in {"highest": highest, "lowest": min(given), "last": given[-1]}.items():
            marks.setdefault(index, []).append(mark)
    return marks


def mood(score: float) -> str:
    """`good`, `bad` or `even`."""
    return "good" if score > 0 else "bad" if score < 0 else "even"


def curve_in_words(journey: Journey, reader: Reader) -> str:
    """The emotion curve as a sentence for each stage that has a score."""
    parts = []
    for stage in journey.stages:
        emotion = stage.get("emotion")
        said = f"{signed(emotion['score'])} {emotion['label']}" if emotion else reader.say("no_score")
        parts.append(f"{stage_name(journey, stage, reader)}: {said}")
    return "; ".join(parts)


def stage_name(journey: Journey, stage: Mapping[str, Any], reader: Reader) -> str:
    """What a stage is called: by the journey itself, or by its stage model."""
    return str(stage.get("name") or reader.stage_title(journey.stage_model, stage["stage"]))


def signed(score: float) -> str:
    """A score with its sign, and a true minus."""
    return f"{score:+g}".replace("-", "−") if score else "0"
