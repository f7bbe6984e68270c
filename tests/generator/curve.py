"""The emotion curve of a journey as one drawing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

_STEP, _HEIGHT = 150, 200
_MOUTHS = {1: "M-5 3Q0 8 5 3", 0: "M-4.5 4.5H4.5", -1: "M-5 6Q0 1 5 6"}


def curve(title: str, stages: Sequence[Mapping[str, Any]]) -> str:
    """An SVG: grid, line and, for each stage, a face with its score and feeling. Emotions are −2 to +2."""
    width = _STEP * len(stages)
    points = [(_STEP // 2 + _STEP * place, _height(stage["emotion"]["score"])) for place, stage in enumerate(stages)]
    line = "M" + "L".join(f"{x} {y}" for x, y in points)
    grid = "".join(f"M0 {_height(score)}H{width}" for score in (2, 1, -1, -2))
    return "\n".join(
        (
            f'<figure><svg viewBox="0 0 {width} {_HEIGHT}" role="img" xmlns="http://www.w3.org/2000/svg">',
            f"<title>{title}</title>",
            f'<path d="{grid}" stroke="#ccc"/><path d="M0 {_height(0)}H{width}" stroke="#999"/>',
            f'<path d="{line}V{_HEIGHT}H{points[0][0]}Z" fill="#eef"/><path d="{line}" fill="none" stroke="#336"/>',
            *(_point(x, y, stage["emotion"]) for (x, y), stage in zip(points, stages, strict=True)),
            "</svg></figure>",
        )
    )


def _height(score: float) -> int:
    return round(_HEIGHT / 2 - score * 40)


def _point(x: int, y: int, emotion: Mapping[str, Any]) -> str:
    score = emotion["score"]
    mouth = _MOUTHS[(score > 0) - (score < 0)]
    return (
        f'<g transform="translate({x} {y})"><circle r="11"/><path d="M-3.8 -2.8v.01M3.8 -2.8v.01"/><path d="{mouth}"/>'
        f'<text y="-16">{score:+g} {emotion["label"]}</text></g>'
    )
