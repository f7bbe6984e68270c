"""The figures of alignment, today and on earlier days."""

from __future__ import annotations

from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path

from persona_handbook.checks.gaps import acceptance, gaps
from persona_handbook.history.revisions import as_it_stood, revisions
from persona_handbook.loading import load
from persona_handbook.loading.memory import Memory
from persona_handbook.model.handbook import Handbook
from persona_handbook.model.policy import Policy
from persona_handbook.model.states import State
from persona_handbook.schema.bundle import SchemaError, find_schema_folder
from persona_handbook.schema.catalogue import load_schemas

MOST = 12
"""Days that a trend shows beside today."""


def state(handbook: Handbook, day: date) -> State:
    """The figures of a handbook."""
    rate = acceptance(handbook).get("value")
    return State(day, {name: found.figure for name, found in gaps(handbook).items()}, rate)


def past(
    personas: Path, today: date, since: date | None = None, memory: Memory | None = None, surroundings: str = ""
) -> tuple[State, ...]:
    """The figures of earlier days on which the folder `personas` changed, the oldest first. Raises HistoryError.

    What `memory` holds of a day is not read again; `surroundings` names the program that found it out.
    """
    days = (one for one in revisions(personas, MOST, since) if one.day < today)
    if memory is None:
        return tuple(_state(personas, one.commit, one.day) for one in days)
    key = sha256(f"{surroundings} {personas.absolute()}".encode()).hexdigest()
    return tuple(
        memory.once(f"past-{one.commit}-{one.day}-{key}", partial(_state, personas, one.commit, one.day))
        for one in days
    )


def _state(personas: Path, commit: str, day: date) -> State:
    """Each day is read by its own schema: a field that was renamed since makes nothing invalid."""
    with as_it_stood(personas, commit) as folder:
        try:
            found = load(folder, load_schemas(find_schema_folder(folder)), Policy(day))
            if found.handbook is not None and len(found.handbook.personas) == len(found.checked):
                return state(found.handbook, day)
        except (SchemaError, LookupError, TypeError, ValueError):  # a shape of files that today's program cannot know
            pass
    return State(day, {})
