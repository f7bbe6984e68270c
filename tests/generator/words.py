"""Sentences that read like a colleague's, from a small vocabulary and a stream of random numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

T = TypeVar("T")

FIRST_NAMES = (
    *("Zoé", "Hélène", "Joëlle", "Chloé", "Anaïs", "Inès", "Maëlle", "Noémie", "Léa", "Agnès", "Amélie", "Céline"),
    *("José", "André", "Björn", "Noël", "Loïc", "Gaël", "Jérôme", "Rémi", "Zoltán", "Jürgen", "Søren", "Raúl"),
    *("Clara", "Ruth", "Miriam", "Sandra", "Olga", "Petra", "Marta", "Yasmin", "Ada", "Helga", "Nora", "Wanda"),
    *("Simon", "Oscar", "Karim", "Pavel", "Marcus", "Hugo", "Samir", "Walter", "Adam", "Felix", "Tom", "Viktor"),
)
JOBS = ("production", "purchasing", "quality", "maintenance", "safety", "logistics", "engineering", "laboratory")
SECTORS = ("Dairies", "Breweries", "Hospitals", "Bakeries", "Sawmills", "Museums", "Schools", "Foundries", "Archives")
PLACES = ("Besançon", "Orléans", "Liège", "Málaga", "Zürich", "Bléré", "Gdańsk", "Århus", "Évreux", "Turin", "Leeds")
PEOPLE = ("Lena", "Malik", "Joëlle", "Vera", "Tariq", "Élodie", "Bruno")
MOODS = ("Relieved", "On edge", "Curious", "Weary", "Vindicated", "Half convinced", "Proud", "Left alone", "Hurried")
BRANDS = ("Halvorn", "Tessmer", "Ligéris", "Solognac", "Brückner", "Orvane", "Quévert", "Palmqvist", "Dunmore")
TERMS = ("drift", "shift", "night book", "changeover", "batch", "call-out", "façade", "protocole", "déviation", "quota")

_WHO = (
    *("the shift leader", "a colleague from the night crew", "the site director", "somebody in quality", "the auditor"),
    *("our technician", "the apprentice from Liège", "a buyer of the group", "the deputy", "the workshop at Besançon"),
    *("the supplier of the doors", "a neighbour on the circle of eleven", "the new head of finance", "the caretaker"),
)
_DO = (
    *("read", "check", "sign", "compare", "ask for", "print", "question", "keep", "explain", "write down", "measure"),
    *("repeat", "send back", "look for", "trust", "forward", "count", "defend", "order", "test", "open", "file"),
)
_WHAT = (
    *("the quarterly report", "a second quote", "the drift of last night", "every reading above the limit"),
    *("the curve on page two", "the file that nobody opens", "a change request", "the cost over five years"),
    *("the list of spare parts", "the naïve estimate of March", "the protocol of the trial", "an old spreadsheet"),
    *("the résumé of the audit", "the sensor on the north façade", "the invoice for the second visit"),
    *("the handbook of the old system", "a certificate from the laboratory", "the telephone number for nights"),
    *("the plan of the cold rooms", "the summary of the talk at the café", "the contract for maintenance"),
)
_WHEN = (
    *("before the meeting of eight", "on a Monday morning", "when the line stands still", "after the second call"),
    *(
        "while the budget list is open",
        "in the week of the inspection",
        "without being asked",
        "between two deliveries",
    ),
    *("at the end of a long shift", "as soon as the first warning comes", "during the shutdown in August"),
    *("long before anyone in the office arrives", "only after somebody else has done so", "in front of the whole crew"),
)
_WHY = (
    *("because the last supplier forgot to", "so that nobody is blamed for it", "although no rule asks for that"),
    *("since the pilot in Liège came to nothing", "and tells the others about it at lunch", "and pays for it later"),
    *("because the inspector once asked", "so that the night crew can sleep", "and has the déjà-vu of 2019 again"),
    *("while the price is still being discussed", "and would rather do it by telephone", "as agreed with the site"),
)
_STATE = (
    *("arrives {n} days too late", "has never been questioned", "costs {n} hours a week", "is read by nobody at all"),
    *(
        "changes hands {n} times",
        "was right in {n} cases of ten",
        "lies in a tray for {n} weeks",
        "needs two signatures",
    ),
)
_STATEMENTS = (
    *("{Does} {what} {when}", "{Does} {what}, {why}", "{Who} {does} {what} {when}", "{Who} {does} {what}, {why}"),
    *("{What} {state} {when}", "{What} {state}, {why}", "To {do} {what} {when}", "No need to {do} {what} {when}"),
    *("{n} sites of ten {do} {what} {when}", "Nobody here {does} {what} {when}"),
)
_SHORT = ("{Does} {what}", "{What} {state}", "To {do} {what}", "{Who} {does} {what}")
_ASKED = ("Who {does} {what}?", "Does {who} {do} {what}?", "Why {do} {what} {when}?", "Who else {does} {what} {when}?")
_SPOKEN = (
    *("I {do} {what} {when}. That is all there is to it.", "If {who} {does} {what}, I hear of it {when}."),
    *("You {do} {what}, {why}. I do not.", "{What} {state}. And then they ask me why."),
)


@dataclass(frozen=True, slots=True)
class Words:
    """A writer with a stream of random numbers; the same stream writes the same words."""

    random: Random

    def pick(self, choices: Sequence[T]) -> T:
        """One of `choices`."""
        return choices[self.random.randrange(len(choices))]

    def some(self, choices: Sequence[T], count: int) -> list[T]:
        """At most `count` different ones of `choices`, in their order."""
        places = sorted(self.random.sample(range(len(choices)), min(count, len(choices))))
        return [choices[place] for place in places]

    def number(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return self.random.randint(low, high)

    def chance(self, share: float) -> bool:
        """Whether it happens this time."""
        return self.random.random() < share

    def day(self) -> str:
        """A day of 2026, as YYYY-MM-DD."""
        return f"2026-{self.number(1, 10):02}-{self.number(1, 28):02}"

    def statement(self, most: int = 90) -> str:
        """A statement of some ten words, of at most `most` characters."""
        return self._fitting(_STATEMENTS, most)

    def short(self, most: int = 45) -> str:
        """A statement of some five words, of at most `most` characters."""
        return self._fitting(_SHORT, most)

    def spoken(self) -> str:
        """What somebody says, word for word."""
        return self._fitting(_SPOKEN, 110)

    def question(self) -> str:
        """What somebody asks."""
        return self._fitting(_ASKED, 70)

    def prose(self, sentences: int, most: int = 450) -> str:
        """Whole sentences with full stops, of at most `most` characters: later sentences are dropped."""
        text = ""
        for _ in range(sentences):
            longer = f"{text} {self.statement()}.".strip()
            text = longer if len(longer) <= most else text
        return text

    def _fitting(self, templates: Sequence[str], most: int) -> str:
        while len(text := self._filled(self.pick(templates))) > most:
            pass
        return text

    def _filled(self, template: str) -> str:
        verb, who, what = self.pick(_DO), self.pick(_WHO), self.pick(_WHAT)
        does = _third_person(verb)
        number = self.number(2, 9)
        return template.format(
            do=verb,
            does=does,
            Does=_capital(does),
            who=who,
            Who=_capital(who),
            what=what,
            What=_capital(what),
            when=self.pick(_WHEN),
            why=self.pick(_WHY),
            state=self.pick(_STATE).format(n=number),
            n=number,
        )


def _third_person(verb: str) -> str:
    """`ask for` becomes `asks for`; all verbs here are regular."""
    first, space, rest = verb.partition(" ")
    return f"{first}s{space}{rest}"


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
