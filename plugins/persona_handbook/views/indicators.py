"""The figures by which departments know that a stage goes well, and whether they are where they should be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from persona_handbook.views.places import Part, Place, PlaceLink, source_links, stage_link
from persona_handbook.views.reader import Link, Reader
from persona_handbook.views.targets import verdict


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """A figure, once for all the stages that it is measured at.

    `verdict` is `met`, `not_met`, `no_target` or, where the file does not say which way is better, `unsaid`.
    """

    name: str
    value: float
    unit: str
    target: float | None
    verdict: str
    date: str
    sources: tuple[Link, ...]
    stages: tuple[tuple[Link, PlaceLink], ...]
    """Persona and stage of each."""


@dataclass(frozen=True, slots=True)
class Indicators:
    """The rows there is room for; of the targets that can be judged, how many are `met`."""

    part: Part[IndicatorRow]
    met: int
    judged: int


def indicators(mine: Iterable[Place], most: int, reader: Reader) -> Indicators:
    """What is measured at these stages, as customers live them: a wished-for journey holds no measurement."""
    measured: dict[tuple[Any, ...], tuple[Mapping[str, Any], list[Place]]] = {}
    for place in mine:
        for kpi in place.stage.get("kpis", ()) if place.lived else ():
            same = tuple([kpi.get(key) for key in _SAME])
            measured.setdefault(same, (kpi, []))[1].append(place)
    found = [(judged(kpi), kpi, places) for kpi, places in measured.values()]
    verdicts = Counter(verdict for verdict, _, _ in found)
    ranked = sorted(found, key=lambda one: _ORDER.index(one[0]))
    rows = tuple(_row(kpi, places, reader) for _, kpi, places in ranked[:most])
    return Indicators(Part(rows, len(ranked) - len(rows)), verdicts["met"], verdicts["met"] + verdicts["not_met"])


_SAME = ("name", "value", "unit", "date", "source", "target")
"""Figures that agree in these are one."""
_ORDER = ("not_met", "unsaid", "met", "no_target")
_SHOWN = 6
"""Stages named with a figure; more tell nobody anything."""
_VERDICTS = {"target_met": "met", "target_missed": "not_met"}


def judged(kpi: Mapping[str, Any]) -> str:
    """`met` or `not_met`, or why nobody can tell: see IndicatorRow."""
    if "target" not in kpi:
        return "no_target"
    return _VERDICTS.get(verdict(kpi["value"], kpi["target"], kpi.get("higher_is_better")).key, "unsaid")


def _row(kpi: Mapping[str, Any], places: list[Place], reader: Reader) -> IndicatorRow:
    return IndicatorRow(
        kpi["name"],
        kpi["value"],
        kpi.get("unit", ""),
        kpi.get("target"),
        judged(kpi),
        str(kpi.get("date", "")),
        source_links(places[0].persona, (kpi["source"],) if "source" in kpi else (), reader),
        tuple((reader.link("persona", place.persona.id), stage_link(place, reader)) for place in places[:_SHOWN]),
    )
