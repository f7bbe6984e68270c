"""Every stage of every journey, with the departments at it: what the pages across all journeys are drawn from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from persona_handbook.model.handbook import Handbook
from persona_handbook.model.persona import Journey, Persona
from persona_handbook.views.emotions import signed
from persona_handbook.views.reader import Link, Reader, citations, journey_url, persona_url

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """The first of many rows; `more` counts those that are left out."""

    rows: tuple[T, ...]
    more: int = 0

    @classmethod
    def of(cls, rows: list[T], most: int) -> Part[T]:
        return cls(tuple(rows[:most]), max(0, len(rows) - most))


@dataclass(frozen=True, slots=True)
class PlaceLink:
    """Words that lead to a place on a persona's page; they are in the reader's language only if they are `ours`."""

    text: str
    url: str
    ours: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A stage of a journey of a persona. `index` counts the stages of the journey from 0."""

    persona: Persona
    journey: Journey
    index: int
    stage: Mapping[str, Any]
    lived: bool
    """Whether it is the journey as customers live it, not as we want it."""
    owner: str
    """The department that leads; empty where nobody does."""

    @property
    def helpers(self) -> tuple[str, ...]:
        """The departments that help."""
        return tuple(self.stage.get("departments", {}).get("involved", ()))

    @property
    def score(self) -> float | None:
        """What the customer feels, −2 to +2."""
        score: float | None = self.stage.get("emotion", {}).get("score")
        return score

    def texts(self, field: str) -> tuple[str, ...]:
        """The statements that a field of the stage makes, the most severe first."""
        claims = sorted(self.stage.get(field, ()), key=_severity, reverse=True)
        return tuple(text_of(claim) for claim in claims)


def places(handbook: Handbook, segment: str = "") -> Iterator[Place]:
    """Of one segment, or segment by segment; retired personas are customers of the past."""
    for one in (segment,) if segment else handbook.segments:
        for persona in handbook.personas_of(one):
            if persona.status != "retired":
                yield from of_persona(persona)


def of_persona(persona: Persona) -> Iterator[Place]:
    """The stages of its journeys, in their order."""
    for journey in persona.journeys:
        lived = journey.state == "as_is"
        for index, stage in enumerate(journey.stages):
            owner = stage.get("departments", {}).get("owner", "")
            yield Place(persona, journey, index, stage, lived, owner)


def grouped(pairs: Iterable[tuple[str, T]]) -> Mapping[str, Sequence[T]]:
    """What comes with each name, in its order."""
    groups: dict[str, list[T]] = {}
    for name, one in pairs:
        groups.setdefault(name, []).append(one)
    return groups


def stage_link(place: Place, reader: Reader) -> PlaceLink:
    """The stage by its name, where the persona's page shows it."""
    url = f"{reader.base}{journey_url(place.journey, place.stage['stage'])}"
    if name := place.stage.get("name"):
        return PlaceLink(str(name), url)
    return PlaceLink(reader.stage_title(place.journey.stage_model, place.stage["stage"]), url, ours=True)


def feeling(place: Place) -> str:
    """The score with its sign, and the word for it; empty where nobody was asked."""
    emotion = place.stage.get("emotion")
    return f"{signed(emotion['score'])} {emotion['label']}" if emotion else ""


def source_links(persona: Persona, identifiers: tuple[str, ...], reader: Reader) -> tuple[Link, ...]:
    """Sources by what they are, where the persona's page lists them."""
    cited = citations(reader, persona) if identifiers else {}
    page = reader.base + persona_url(persona.id)
    return tuple(Link(cited[source].title, f"{page}#source-{source}") for source in identifiers if source in cited)


def text_of(claim: Mapping[str, Any] | str) -> str:
    """What a statement says, without what is known of it."""
    return claim if isinstance(claim, str) else str(claim["text"])


def _severity(claim: Mapping[str, Any] | str) -> int:
    return 0 if isinstance(claim, str) else int(claim.get("severity", 0))
