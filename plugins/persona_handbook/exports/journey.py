"""One journey as a file, for other software."""

from __future__ import annotations

from persona_handbook.rendering.journey_files import FILES
from persona_handbook.rendering.writer import Writer
from persona_handbook.views.reader import Reader

_ENDS = {"svg": "svg", "mermaid": "mmd", "cjml": "cjml.xml"}


class NoSuchJourneyError(LookupError):
    """Nobody has this id: a message key, the id, and those that there are."""

    def __init__(self, key: str, id: str, known: list[str]) -> None:
        super().__init__(id)
        self.key, self.id, self.known = key, id, known


def journey_file(reader: Reader, persona: str, journey: str, form: str) -> str:
    """The journey as `svg`, `mermaid` or `cjml`. Raises NoSuchJourneyError."""
    personas = reader.handbook.personas
    if persona not in personas:
        raise NoSuchJourneyError("no_such_persona", persona, sorted(personas))
    found = personas[persona]
    journeys = {one.id: one for one in found.journeys}
    if journey not in journeys:
        raise NoSuchJourneyError("no_such_journey", journey, list(journeys))
    return FILES[_ENDS[form]](Writer(reader), found, journeys[journey])
