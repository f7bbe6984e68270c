"""What all personas of a made-up handbook share: handbook.yml, content.yml and the segments' own files, as data."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

from tests.generator.members import Member
from tests.generator.words import PEOPLE, PLACES, SECTORS, Words

Data = dict[str, Any]

DEPARTMENTS = ("marketing", "sales", "service", "product", "logistics", "metrology")
CHANNELS = ("website", "search", "webinar", "email", "telephone", "video", "visit", "trade_fair", "peers", "app")
STAGES = ("problem", "research", "evaluation", "trial", "choice", "contract", "deployment", "use", "renewal")
SHARED_SOURCES = ("crm-2026", "barometer-2026", "tickets-2026")
SEGMENT_SOURCES = ("desk", "survey", "workshop")
CONTENTS = tuple(f"content-{number:02}" for number in range(12))
STAGE_MODEL = "buying"


def handbook() -> Data:
    """handbook.yml."""
    return {
        "company": {"name": "Vairon", "about": "Vairon and everyone in this handbook are made up by a generator."},
        "language": "en",
        "departments": [_titled(name) for name in DEPARTMENTS],
        "channels": [_titled(name) for name in CHANNELS],
        "stage_models": [{**_titled(STAGE_MODEL), "stages": [_titled(name) for name in STAGES]}],
        "review": {"every": "P1Y", "warn_before": "P1M"},
        "thresholds": {"max_personas": 40},
        "sources": [source(Words(Random(name)), name, "crm") for name in SHARED_SOURCES],
    }


def contents(first: Sequence[Member]) -> Data:
    """content.yml, for personas of the first segment."""
    words = Words(Random("contents"))
    return {
        "contents": [
            {
                "id": name,
                "type": words.pick(("white_paper", "calculator", "demo", "specification")),
                "title": words.short(),
                "url": f"https://intranet.example/library/{name}",
                "personas": [member.id for member in words.some(first, 3)],
                "stages": words.some(STAGES, 2),
                "language": "en",
                "owner": words.pick(DEPARTMENTS),
            }
            for name in CONTENTS
        ]
    }


def segment(id: str, inside: Sequence[Member], seed: int) -> Data:
    """segment.yml, with a committee of at most four of its members."""
    words = Words(Random(f"{id} {seed}"))
    number = int(id.rpartition("-")[2])
    sector, place = SECTORS[number % len(SECTORS)], PLACES[number % len(PLACES)]
    return {
        "name": {"en": f"{sector} around {place}", "fr": f"{sector}, région de {place}"},
        "summary": words.prose(3, 280),
        "market": ["b2b"],
        "owner": {"department": "marketing", "person": words.pick(PEOPLE)},
        "reviewed_on": words.day(),
        "criteria": [_criterion(words) for _ in range(4)],
        "market_context": {
            name: {"value": words.number(3, 900), "unit": unit, "date": words.day(), "source": "crm-2026"}
            for name, unit in (("target_count", "sites"), ("average_basket", "€"), ("decision_cycle", "weeks"))
        },
        "organisation": {
            "type": "company",
            "size": f"{words.number(40, 900)} people",
            "location": f"Near {place}",
            "operational_pains": [words.statement() for _ in range(3)],
            "culture": words.statement(),
        },
        "committee": {
            "stage_model": STAGE_MODEL,
            "members": [_seat(words, member, number) for number, member in enumerate(inside[:4])],
            "status_quo_risk": words.prose(2),
        },
        "sources": [source(words, name, "survey") for name in SEGMENT_SOURCES],
    }


def source(words: Words, id: str, method: str) -> Data:
    """One entry of a list of sources."""
    return {
        "id": id,
        "method": method,
        "date": words.day(),
        "n": words.number(3, 400),
        "department": words.pick(DEPARTMENTS),
        "summary": words.prose(1),
    }


def _titled(id: str) -> Data:
    return {"id": id, "title": id.replace("_", " ").capitalize()}


def _criterion(words: Words) -> Data:
    return {
        "name": words.short(),
        "category": words.pick(("firmographic", "decision", "behavioural", "technographic")),
        "definition": words.prose(1),
        "operator": "at_least",
        "value": words.number(2, 90),
        "source": words.pick(SEGMENT_SOURCES),
    }


def _seat(words: Words, member: Member, number: int) -> Data:
    others = words.some(("initiator", "prescriber", "gatekeeper"), 1)
    return {
        "persona": member.id,
        "roles": ["decision_maker", "buyer"] if number == 0 else others,
        "must_approve": number == 0 or words.chance(0.5),
        "by_stage": [
            {
                "stage": stage,
                "weight": words.number(1, 5),
                "position": words.number(-2, 2),
                "information_to_deliver": words.statement(),
                "sent_by": words.pick(DEPARTMENTS),
            }
            for stage in words.some(STAGES, 6)
        ],
    }
