"""Who am I talking to? Ranks personas by what was heard, and says why.

Each word that was typed counts once for a persona, by the cue of it that weighs most, times the rarity of the word.
Rarity is K. Sparck Jones's (1972, "A statistical interpretation of term specificity and its application in retrieval"):
log(1 + N / n), where n of N personas have the word; here over its largest value, so that what points to one persona
alone weighs its full weight. `assets/modules/rank.js` does the same.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, islice, zip_longest

from persona_handbook.views.cues import KINDS, Cues, CueTable, size_range
from persona_handbook.views.hearing import SHORTEST_BEGINNING, near, size, terms

SIZE_WEIGHT = 2
STRONG, POSSIBLE = 400, 200
"""Hundredths. Strong: as much as a job title or a word that nobody else has. Possible: half of that."""
MOST_RIVALS = 3
MOST_QUESTIONS = 3


@dataclass(frozen=True, slots=True)
class Answers:
    """What is known of somebody: a job title, words heard, the size of the company in figures or by name."""

    title: str = ""
    words: str = ""
    size: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """A word that was typed, the cue that it met, and where that stands."""

    heard: str
    cue: str
    label: str


@dataclass(frozen=True, slots=True)
class Match:
    """A persona that it may be. `score` is in hundredths, `strength` 2 for strong, 1 for possible, 0 for weak."""

    cues: Cues
    score: int
    strength: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question to ask, or words to listen for: what speaks for a persona against its rivals."""

    text: str
    cues: Cues


@dataclass(frozen=True, slots=True)
class Ranking:
    """Who it may be, the likeliest first, and what would decide between the best."""

    matches: tuple[Match, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    persona: int
    kind: int
    cue: str


@dataclass(slots=True)
class _Tally:
    """What speaks for a persona so far."""

    score: float = 0
    reasons: list[Reason] = field(default_factory=list)

    def add(self, points: float, heard: str, cue: str, label: str) -> None:
        self.score += points
        self.reasons.append(Reason(heard, cue, label))


def rank(table: CueTable, answers: Answers) -> Ranking:
    """Everybody to whom something points. Those with equal scores stand in the order of the handbook."""
    tallies = [_Tally() for _ in table.personas]
    index = _index(table)
    for answer, text in enumerate((answers.title, answers.words)):
        for term, word in terms(text).items():
            places = _best(_places(index, term, answer), answer)
            for place in places:
                points = KINDS[place.kind].weights[answer] * _rarity(len(places), len(tallies))
                tallies[place.persona].add(points, word, place.cue, table.labels[place.kind])
    _weigh_size(table, answers.size, tallies)
    found = [_match(cues, tally) for cues, tally in zip(table.personas, tallies, strict=True)]
    matches = sorted((match for match in found if match.score > 0), key=lambda match: -match.score)
    return Ranking(tuple(matches), tuple(islice(_questions(matches), MOST_QUESTIONS)))


def _index(table: CueTable) -> dict[str, list[_Place]]:
    """Where each word stands."""
    index: dict[str, list[_Place]] = {}
    for number, cues in enumerate(table.personas):
        for kind, said in enumerate(cues.said):
            for cue in said:
                for term in terms(cue):
                    index.setdefault(term, []).append(_Place(number, kind, cue))
    return index


def _places(index: dict[str, list[_Place]], term: str, answer: int) -> list[_Place]:
    """Where a word is met: as it stands, else as a beginning, else misspelt. The nearer way rules out the others."""
    ways = (
        lambda written: written == term,
        lambda written: len(term) >= SHORTEST_BEGINNING and written.startswith(term),
        lambda written: near(term, written),
    )
    for way in ways:
        places = chain.from_iterable(places for written, places in index.items() if way(written))
        if met := [place for place in places if KINDS[place.kind].weights[answer]]:
            return met
    return []


def _best(places: list[_Place], answer: int) -> list[_Place]:
    """The place of each persona that weighs most; of several, the first."""
    best: dict[int, _Place] = {}
    for place in sorted(places, key=lambda place: -KINDS[place.kind].weights[answer]):
        best.setdefault(place.persona, place)
    return list(best.values())


def _rarity(having: int, whole: int) -> float:
    """Above 0; 1 where one persona alone has it."""
    return math.log(1 + whole / having) / math.log(1 + whole)


def _weigh_size(table: CueTable, text: str, tallies: list[_Tally]) -> None:
    """Let the size of the company speak for or against those personas of which it is known."""
    asked = size(text)
    if asked is None:
        return
    known = [(cues.size, tally) for cues, tally in zip(table.personas, tallies, strict=True) if cues.size]
    fitting = [low <= asked[1] and asked[0] <= high for (low, high), _ in known]
    for (bounds, tally), fits in zip(known, fitting, strict=True):
        points = SIZE_WEIGHT * (_rarity(sum(fitting), len(tallies)) if fits else -1)
        tally.add(points, text.strip(), size_range(bounds), table.size_fits if fits else table.size_against)


def _match(cues: Cues, tally: _Tally) -> Match:
    score = math.floor(tally.score * 100 + 0.5)  # so that no last digit of a logarithm decides between equals
    return Match(cues, score, (score >= POSSIBLE) + (score >= STRONG), tuple(tally.reasons))


def _questions(matches: list[Match]) -> Iterator[Question]:
    """What tells apart the best and those at least half as likely, of each in turn."""
    rivals = [match for match in matches[:MOST_RIVALS] if match.score >= matches[0].score / 2]
    for turn in zip_longest(*map(_deciding, rivals)):
        yield from (question for question in turn if question is not None)


def _deciding(match: Match) -> Iterator[Question]:
    """The questions of a persona, without those that hold what was heard already."""
    for text in match.cues.asks:
        if not any(reason.cue in text for reason in match.reasons):
            yield Question(text, match.cues)
