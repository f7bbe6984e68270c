"""What points to each persona: job titles, words, and the size of the company."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, zip_longest
from typing import Any

from persona_handbook.model.persona import Persona
from persona_handbook.views.hearing import numbers, terms
from persona_handbook.views.reader import Reader, persona_url

MOST_LOOSE = 80
"""Words of running text that are kept of a persona: with them it takes up about 1 KB."""
MOST_ASKS = 5
ANY_SIZE = (0, 1_000_000)
"""The smallest and the largest number of people."""


@dataclass(frozen=True, slots=True)
class CueKind:
    """Where cues stand. `weights`: what one weighs for a word of a job title, and for a word heard; 0: nothing.

    Of a running text the single words are cues, not its sentences.
    """

    path: tuple[str, ...]
    weights: tuple[int, int]
    running: bool = False


KINDS = (
    CueKind(("role", "title"), (4, 1)),
    CueKind(("role", "other_titles"), (4, 1)),
    CueKind(("recognise", "titles"), (4, 1)),
    CueKind(("recognise", "words"), (1, 4)),
    CueKind(("tags",), (2, 2)),
    CueKind(("segment",), (1, 1)),
    CueKind(("role", "department"), (2, 1)),
    CueKind(("profile", "work"), (2, 1), running=True),
    CueKind(("recognise", "before_contact"), (1, 2), running=True),
    CueKind(("quotes",), (0, 2), running=True),
    CueKind(("recognise", "during_contact"), (0, 2), running=True),
    CueKind(("pains",), (0, 1), running=True),
    CueKind(("objections",), (0, 1), running=True),
)
TITLES, WORDS = 3, 3
"""The first kinds are titles; the place of the words that were written down to be recognised."""


@dataclass(frozen=True)
class Cues:
    """What points to a persona.

    `data` is the persona's, with its segment by name; `before` what is seen before a contact; `asks` questions to ask
    and, after each, words to listen for that nobody else says; `size` the smallest and largest number of people of its
    company.
    """

    id: str
    name: str
    title: str
    segment: str
    url: str
    note: str
    data: Mapping[str, Any] = field(repr=False)
    before: tuple[str, ...]
    questions: tuple[str, ...]
    asks: tuple[str, ...]
    size: tuple[int, int] | None

    @cached_property
    def said(self) -> tuple[tuple[str, ...], ...]:
        """The cues of each of KINDS, which only a search asks for."""
        return _said(self.data)

    @property
    def titles(self) -> tuple[str, ...]:
        """All job titles, each once."""
        return tuple(dict.fromkeys(title for kind in KINDS[:TITLES] for title in _texts(_at(self.data, kind.path))))

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(_texts(_at(self.data, KINDS[WORDS].path)))


@dataclass(frozen=True, slots=True)
class CueTable:
    """The cues of all personas that are in use, what the KINDS are called, and what is said where a size is known."""

    labels: tuple[str, ...]
    size_fits: str
    size_against: str
    personas: tuple[Cues, ...]


def cue_table(reader: Reader) -> CueTable:
    """The cues of every persona but the retired, segment by segment."""
    labels = (reader.say("cue_segment") if kind.path == ("segment",) else reader.label(*kind.path) for kind in KINDS)
    handbook = reader.handbook
    of_segments = chain.from_iterable(map(handbook.personas_of, handbook.segments))
    in_use = [persona for persona in of_segments if persona.status != "retired"]
    shared = Counter(word for persona in in_use for word in set(_texts(_at(persona.data, ("recognise", "words")))))
    return CueTable(
        tuple(labels),
        reader.say("finder_size"),
        reader.say("finder_size_against"),
        tuple(_cues(persona, reader, shared) for persona in in_use),
    )


def _cues(persona: Persona, reader: Reader, shared: Counter[str]) -> Cues:
    segment = reader.handbook.segments[persona.segment]
    recognise = persona.data.get("recognise", {})
    own = [f"{word} …" for word in _texts(recognise.get("words")) if shared[word] == 1]
    asks = chain.from_iterable(zip_longest(_texts(recognise.get("questions")), own))
    return Cues(
        persona.id,
        persona.name,
        persona.title,
        persona.segment,
        reader.base + persona_url(persona.id),
        _note(persona, reader),
        {**persona.data, "segment": reader.read(segment.name)},
        tuple(_texts(recognise.get("before_contact"))),
        tuple(_texts(recognise.get("questions"))),
        tuple(ask for ask in asks if ask)[:MOST_ASKS],
        _size(persona, segment.data),
    )


def _note(persona: Persona, reader: Reader) -> str:
    if persona.kind != "persona":
        return reader.value_label(persona.kind, "kind")
    return reader.value_label(persona.status, "status") if persona.status != "validated" else ""


def _said(data: Mapping[str, Any]) -> tuple[tuple[str, ...], ...]:
    """The cues of each kind; a word of running text once, where it weighs most, and MOST_LOOSE of them in all."""
    loose: dict[str, str] = {}
    found = []
    for kind in KINDS:
        texts = tuple(_texts(_at(data, kind.path)))
        if kind.running:
            room = MOST_LOOSE - len(loose)
            heard = terms(" ".join(texts)).items() if room else ()
            new = [(term, word) for term, word in heard if term not in loose and term.isalpha()][:room]
            texts = tuple([word for _, word in new])
            loose |= new
        found.append(texts)
    return tuple(found)


def _at(data: Any, path: tuple[str, ...]) -> Any:
    for key in path:
        data = data.get(key) if isinstance(data, dict) else None
    return data


def _texts(value: Any) -> Iterable[str]:
    """The texts of a field: one, a list, or a list of statements."""
    for entry in value if isinstance(value, list) else [value] if value else []:
        yield str(entry["text"] if isinstance(entry, dict) else entry)


def _size(persona: Persona, segment: Mapping[str, Any]) -> tuple[int, int] | None:
    """How many people the company has, as far as a rule of the persona or a criterion of its segment counts them."""
    rules = persona.data.get("assignment", {}).get("rules", ())
    for rule in rules:
        if rule["field"] in _SIZE_FIELDS and (found := _bounds(rule)):
            return found
    for criterion in segment.get("criteria", ()):
        counts = str(criterion.get("unit", "")).casefold() in _PEOPLE and criterion["category"] == "firmographic"
        if counts and (found := _bounds(criterion)):
            return found
    return None


_SIZE_FIELDS = frozenset({"company_size", "employees", "headcount", "staff", "size", "effectif", "taille"})
_PEOPLE = frozenset({"people", "employees", "staff", "persons", "personnes", "salariés", "collaborateurs", "effectif"})


def _bounds(compared: Mapping[str, Any]) -> tuple[int, int] | None:
    """The smallest and the largest number that a comparison allows, where it is one of numbers."""
    found = numbers(str(compared["value"]))
    if not found or compared["operator"] in ("in", "contains"):
        return None
    low, high = min(found), max(found)
    return {"at_least": (low, ANY_SIZE[1]), "at_most": (ANY_SIZE[0], high)}.get(compared["operator"], (low, high))


def size_range(bounds: tuple[int, int]) -> str:
    """`150–900`, `≤ 9` or `≥ 50`."""
    low, high = bounds
    if low == ANY_SIZE[0]:
        return f"≤ {high}"
    return f"≥ {low}" if high == ANY_SIZE[1] else f"{low}–{high}"
