"""A made-up journey of seven to nine stages with every lane filled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.generator.company import CHANNELS, CONTENTS, DEPARTMENTS, STAGE_MODEL, STAGES
from tests.generator.words import MOODS, Words

if TYPE_CHECKING:
    from tests.generator.persona import Scribe

Data = dict[str, Any]


def journey(scribe: Scribe) -> Data:
    """The one journey of a persona, as lived today."""
    words = scribe.words
    inner = words.some(STAGES[1:-1], words.pick((5, 5, 5, 6, 6, 7)))
    stages = [STAGES[0], *inner, STAGES[-1]]
    return {
        "id": "buying-as-is",
        "title": words.short(),
        "state": "as_is",
        "scenario": words.prose(3),
        "goal": words.statement(),
        "starts_when": words.statement(),
        "ends_when": words.statement(),
        "stage_model": STAGE_MODEL,
        "sources": scribe.cites(),
        "stages": [_stage(scribe, stage, number == 2) for number, stage in enumerate(stages)],
        "branches": [
            {
                "from": words.pick(stages),
                "label": words.statement(),
                "outcome": outcome,
                "share": words.number(2, 40),
                "sources": ["crm-2026"],
            }
            for outcome in ("status_quo",)
        ],
    }


def _stage(scribe: Scribe, stage: str, sales_enters: bool) -> Data:
    words = scribe.words
    return {
        "stage": stage,
        "name": words.short(40),
        "duration": f"{words.number(2, 20)} weeks",
        "goal": words.statement(70),
        "actions": [words.short(), words.short()] if words.chance(0.5) else [scribe.claim()],
        "touchpoints": [_touchpoint(words) for _ in range(words.pick((1, 1, 1, 2)))],
        **({"sales_enters": True} if sales_enters else {}),
        "thoughts": [words.spoken()],
        "questions": [words.question()],
        "emotion": {
            "score": words.number(-4, 4) / 2,
            "label": words.pick(MOODS),
            "reason": words.short(),
            "sources": scribe.cites(),
        },
        **({"moment_of_truth": {"type": "fmot", "why": words.short()}} if words.chance(0.25) else {}),
        "pains": [scribe.claim(severity=words.number(1, 3))],
        "opportunities": [_opportunity(words)],
        "departments": {"owner": words.pick(DEPARTMENTS[:3]), "involved": words.some(DEPARTMENTS[3:], 2)},
        "promises": [words.statement()],
        "kpis": [_indicator(words)],
        **({"messages": [_message(words)]} if words.chance(0.12) else {}),
        "contents": words.some(CONTENTS, 2),
    }


def _touchpoint(words: Words) -> Data:
    return {"name": words.short(30), "channel": words.pick(CHANNELS), "owned": words.chance(0.6)}


def _opportunity(words: Words) -> Data:
    return {
        "text": words.short(),
        "impact": words.number(1, 5),
        "effort": words.number(1, 5),
        "owner": words.pick(DEPARTMENTS),
        "status": words.pick(("idea", "planned", "doing")),
    }


def _indicator(words: Words) -> Data:
    return {
        "name": words.short(36),
        "value": words.number(2, 90),
        "unit": "%",
        "date": words.day(),
        "source": "crm-2026",
        "target": words.number(40, 99),
    }


def _message(words: Words) -> Data:
    return {
        "text": words.spoken(),
        "channel": words.pick(CHANNELS),
        "department": words.pick(DEPARTMENTS),
        "fact": words.short(),
        "addresses": words.short(),
        "benefit": words.short(),
    }
