"""How we write: the four faults and the three pillars of article 001, and how our texts stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from persona_handbook.checks.brochure import brochure
from persona_handbook.checks.gaps import messages, served
from persona_handbook.problems import Problem
from persona_handbook.views.reader import Link, Reader, journey_url, persona_url
from persona_handbook.views.rules import RuleEntry, rule_entry, rule_url

FAULTS = {
    "vague": ("vague-words",),
    "too_much": ("too-many-words", "too-many-statements"),
    "no_problem": ("message-without-need",),
    "jargon": ("jargon",),
}
"""Each fault with the rules that find it."""
PILLARS = ("clarity", "topicality", "closeness")
MOST = 20
"""Findings of a fault that the page names."""
_SPOKEN = frozenset({"promise", "insight", "differentiators", "relationship_strategy"})
_CHECK = ("journeys", 0, "stages", 0, "messages", 0, "check")


@dataclass(frozen=True, slots=True)
class Found:
    """A finding in one of our texts: where, what, and what to do."""

    where: Link
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Fault:
    """One of the four, with an example; `found` are the first findings of today, `more` counts the others."""

    name: str
    rules: tuple[Link, ...]
    example: RuleEntry
    found: tuple[Found, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Pillar:
    """One of the three; `checked` counts the messages that say how they meet it."""

    name: str
    title: str
    told: str
    checked: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase that says nothing, and what to write instead. One of the company's `own` is in its words."""

    phrase: str
    instead: str
    own: bool


@dataclass(frozen=True, slots=True)
class WritingAid:
    """The whole page. `checked` counts the messages that say how they meet all three pillars."""

    faults: tuple[Fault, ...]
    found: int
    pillars: tuple[Pillar, ...]
    messages: int
    checked: int
    lists: tuple[tuple[str, tuple[Phrase, ...]], ...]
    allowed: tuple[str, ...]
    most_words: int


def writing_aid(reader: Reader) -> WritingAid:
    """The page on how we write."""
    found = [problem for problem in reader.findings if _is_ours_to_say(problem)]
    faults = tuple(_fault(name, rules, found, reader) for name, rules in FAULTS.items())
    checks = [message.get("check", {}) for *_, message in messages(served(reader.handbook))]
    wording = reader.handbook.settings.data.get("wording", {})
    return WritingAid(
        faults,
        sum(len(fault.found) + fault.more for fault in faults),
        tuple(_pillar(name, sum(name in check for check in checks), reader) for name in PILLARS),
        len(checks),
        sum(all(name in check for name in PILLARS) for check in checks),
        tuple((language, tuple(_phrases(language, reader))) for language in ("en", "fr")),
        tuple(wording.get("allowed", ())),
        int(reader.handbook.thresholds["max_words"]),
    )


def _is_ours_to_say(problem: Problem) -> bool:
    """Whether it is about a story, a message or a promise: what we say, not what we know."""
    return problem.file.endswith("/story.yml") or "messages" in problem.path or problem.path[:1] in _FIELDS


_FIELDS = {(field,) for field in _SPOKEN}


def _fault(name: str, rules: tuple[str, ...], problems: list[Problem], reader: Reader) -> Fault:
    mine = [problem for problem in problems if problem.rule in rules]
    entries = [rule_entry(rule, reader.words) for rule in rules]
    return Fault(
        name,
        tuple(Link(entry.name, reader.base + rule_url(entry.id)) for entry in entries),
        entries[0],
        tuple(_found(problem, reader) for problem in mine[:MOST]),
        max(0, len(mine) - MOST),
    )


def _found(problem: Problem, reader: Reader) -> Found:
    return Found(_place(problem, reader), reader.words.message(problem), reader.words.hint(problem))


def _place(problem: Problem, reader: Reader) -> Link:
    """Where the text is read."""
    persona = reader.handbook.personas.get(problem.file.rpartition("/")[2].removesuffix(".yml"))
    if persona is None or persona.document.file != problem.file:
        return Link(reader.say("story"), f"{reader.base}story/")
    field = str(problem.path[0])
    url = f"{persona_url(persona.id)}#field-{field}"
    if field == "journeys" and isinstance(problem.path[1], int) and isinstance(problem.path[3], int):
        journey = persona.journeys[problem.path[1]]
        url = journey_url(journey, journey.stages[problem.path[3]]["stage"])
    return Link(persona.name, reader.base + url, reader.label(field))


def _pillar(name: str, checked: int, reader: Reader) -> Pillar:
    field = reader.schemas.fields["persona"].at((*_CHECK, name))
    title, told = (reader.read(field.title), reader.read(field.description)) if field else (name, "")
    return Pillar(name, title, told, checked)


def _phrases(language: str, reader: Reader) -> Iterator[Phrase]:
    for one in brochure(reader.handbook.settings.data).phrases:
        if one.language == language:
            yield Phrase(one.phrase, reader.read(one.instead), one.own)
