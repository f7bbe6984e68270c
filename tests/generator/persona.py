"""A made-up persona as data: validated, of real length, every statement of the kind that its field asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from tests.generator.company import CHANNELS, CONTENTS, DEPARTMENTS, SEGMENT_SOURCES, SHARED_SOURCES, STAGES, source
from tests.generator.journey import journey
from tests.generator.members import Member
from tests.generator.words import BRANDS, PEOPLE, PLACES, TERMS, Words

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Scribe:
    """Writes the statements of one persona, most of them with a source of its own and some with another."""

    words: Words
    own: Sequence[str]

    def cites(self) -> list[str]:
        """A source of the persona's own; in one case of five, one of the segment or the company as well."""
        other = [self.words.pick((*SEGMENT_SOURCES, *SHARED_SOURCES))] if self.words.chance(0.2) else []
        return [self.words.pick(self.own), *other]

    def claim(self, **beside: object) -> Data | str:
        """A statement; one in seven is a plain sentence that nobody has sourced."""
        text = self.words.statement(64)
        if self.words.chance(0.15):
            return {"text": text, **beside} if beside else text
        return {"text": text, "sources": self.cites(), **beside}

    def mostly_sourced(self, key: str, values: Sequence[str]) -> list[Data]:
        """A statement for each value of `key`; the first cites a source for certain, as a validated persona must."""
        first, *others = values
        return [
            {"text": self.words.statement(64), "sources": self.cites(), key: first},
            *({**_as_group(self.claim()), key: value} for value in others),
        ]

    def claims(self, count: int) -> list[Data | str]:
        """Statements."""
        return [self.claim() for _ in range(count)]


def _as_group(claim: Data | str) -> Data:
    return {"text": claim} if isinstance(claim, str) else claim


def persona(member: Member, colleagues: Sequence[Member], seed: int) -> Data:
    """The persona of `member`. `colleagues` are the members of its segment, itself among them."""
    words = Words(Random(f"persona {seed} {member.index}"))
    own = tuple(f"{member.id.partition('-')[0]}-{kind}" for kind in ("talks", "nights", "winloss"))
    scribe = Scribe(words, own)
    return {
        **_identity(words, member),
        **_profile(words),
        **_role(scribe, member, colleagues),
        **_goals(scribe),
        **_pains(scribe),
        **_voice(scribe),
        **_buying(scribe),
        **_information(scribe),
        **_relation(scribe),
        **_ours(scribe),
        "journeys": [journey(scribe)],
        **_evidence(words, own),
    }


def _identity(words: Words, member: Member) -> Data:
    return {
        "name": member.name,
        "archetype": words.short(80),
        "kind": "persona",
        "market": ["b2b"],
        "status": "validated",
        "basis": "qualitative",
        "origin": "human",
        "owner": {"department": "marketing", "person": words.pick(PEOPLE)},
        "summary": words.prose(4, 280),
        "relation": words.some(("customer", "prospect", "prescriber"), 2),
        "priority": words.pick(("primary", "secondary", "tertiary")),
        "share": {"value": words.number(2, 70), "unit": "%", "date": words.day(), "source": "crm-2026"},
    }


def _profile(words: Words) -> Data:
    return {
        "profile": {
            "age_range": words.pick(("25–34", "35–44", "45–54", "55–64")),
            "education": words.short(),
            "experience": words.statement(),
            "expertise": words.statement(),
            "work": f"{words.number(3, 90)} people, {words.number(2, 5)} of them at night",
            "location": f"Twenty minutes from {words.pick(PLACES)}",
            "passions": [words.short(), words.short()],
        },
        "expertise_level": words.number(1, 5),
        "skills": [
            {"name": name, "level": words.number(1, 5), "note": words.short()}
            for name in ("Process knowledge", "Regulation")
        ],
        "access_needs": {"needs": [words.statement()]},
    }


def _role(scribe: Scribe, member: Member, colleagues: Sequence[Member]) -> Data:
    words = scribe.words
    others = [other for other in colleagues if other != member]
    related = [{"persona": other.id, "how": words.statement()} for other in words.some(others, 2)]
    return {
        "role": {
            "title": f"Head of {member.job}",
            "level": words.pick(("director", "manager", "specialist")),
            "stakes": scribe.claims(1),
        },
        "buying_role": words.some(("initiator", "decision_maker", "buyer", "prescriber", "gatekeeper"), 2),
        "must_approve": words.chance(0.5),
        "influence": words.number(1, 5),
        **({"related": related} if related else {}),
        "decision": {
            "criteria": [
                {"name": words.statement(), "weight": weight, "sources": scribe.cites()} for weight in (5, 4, 2)
            ],
            "influencers": scribe.claims(1),
            "deal_makers": scribe.claims(1),
            "deal_breakers": scribe.claims(1),
        },
    }


def _goals(scribe: Scribe) -> Data:
    words = scribe.words
    return {
        "goals": {
            "responsibilities": scribe.claims(1),
            "challenges": scribe.claims(2),
            "personal": scribe.claims(1),
            "successes": scribe.claims(1),
            "frustrations": scribe.claims(1),
            "concerns": scribe.claims(1),
            "evaluated_on": scribe.claims(1),
        },
        "motivations": scribe.mostly_sourced("about", ("buy", "choose_us", "interest")),
        "levers": scribe.claims(1),
        "expectations": scribe.mostly_sourced("level", ("decision", "satisfaction", "delight")),
        "delights": [scribe.claim(about=about) for about in ("offer", "us")],
        "jobs": [{"when": words.short(), "want": words.short(), "so_that": words.short(), "sources": scribe.cites()}],
        "unspoken_needs": scribe.claims(1),
        "insight": scribe.claim(),
        "promise": scribe.claim(),
    }


def _pains(scribe: Scribe) -> Data:
    words = scribe.words
    return {
        "triggers": scribe.claims(1),
        "pains": [scribe.claim(about="offer", severity=words.number(1, 3)) for _ in range(2)],
        "barriers": scribe.mostly_sourced("about", ("offer", "us")),
        "objections": [
            {"text": words.spoken(), "answer": words.prose(2), "proof": words.statement(), "sources": scribe.cites()}
            for _ in range(2)
        ],
    }


def _voice(scribe: Scribe) -> Data:
    words = scribe.words
    return {
        "quotes": [{"text": words.spoken(), "sources": scribe.cites()} for _ in range(2)],
        "day": words.prose(4, 1200),
        "habits": scribe.claims(1),
        "psychographics": {"values": scribe.claims(1), "innovation": "early_majority"},
        "emotional_profile": words.prose(2),
    }


def _buying(scribe: Scribe) -> Data:
    words = scribe.words
    aims = ("safety", "price", "long_term_relation", "innovation", "internal_satisfaction")
    return {
        "buying_process": {
            "decision_mode": words.pick(("alone", "shared", "collegial")),
            "procedure": words.some(("private_contract", "tender", "referencing"), 2),
            "proof_steps": words.some(("proof_of_concept", "reference_visit", "audit"), 2),
            "contact_modes": words.some(("face_to_face", "email", "telephone", "video"), 2),
            "steps": scribe.claims(1),
        },
        "purchase_objective": words.some(aims, 3),
        "buying_style": {
            name: words.number(1, 5) for name in ("distance", "tactics", "roughness", "speed", "technical")
        },
        "brands": [
            {"name": brand, "kind": "product", "since": str(words.number(2009, 2024)), "note": words.short()}
            for brand in words.some(BRANDS, 2)
        ],
    }


def _information(scribe: Scribe) -> Data:
    words = scribe.words
    return {
        "media": [
            {"type": kind, "name": words.short(), "frequency": "Monthly", "trust": trust, "sources": scribe.cites()}
            for kind, trust in (("peers", 5), ("trade_fair", 3))
        ],
        "information_needs": [
            {
                "text": words.short(),
                "stage": stage,
                "form": words.pick(("white_paper", "tco", "demo", "specification")),
                "contents": words.some(CONTENTS, 1),
                "sources": scribe.cites(),
            }
            for stage in words.some(STAGES, 2)
        ],
    }


def _relation(scribe: Scribe) -> Data:
    words = scribe.words
    return {
        "channel_affinity": {
            "digital": words.number(1, 5),
            "by_channel": [
                {"channel": channel, "level": words.number(1, 5), "note": words.short()}
                for channel in words.some(CHANNELS, 3)
            ],
        },
        "service_mode": {"digital_human": words.number(1, 5), "guided_autonomous": words.number(1, 5)},
        "tone": {"register": words.short(), "use": words.some(TERMS, 4), "avoid": words.some(TERMS, 3)},
        "relationship_strategy": {"mode": words.statement(), "pitch": words.prose(3), "frequency": words.short()},
        "recognise": {
            "before_contact": scribe.claims(2),
            "during_contact": scribe.claims(1),
            "reflexes": scribe.claims(1),
            "questions": [words.question() for _ in range(3)],
            "words": words.some(TERMS, 4),
        },
        "care": {"escalates": scribe.claims(1), "calms": scribe.claims(1)},
    }


def _ours(scribe: Scribe) -> Data:
    words = scribe.words
    return {
        "implications": {department: scribe.claims(1) for department in DEPARTMENTS[:4]},
        "actions": [
            {
                "what": words.statement(),
                "category": words.pick(("content", "service", "product", "training")),
                "owner": words.pick(DEPARTMENTS),
                "due": f"2027-{words.number(1, 12):02}-15",
                "status": words.pick(("planned", "doing", "done")),
            }
            for _ in range(1)
        ],
    }


def _evidence(words: Words, own: Sequence[str]) -> Data:
    return {
        "sources": [source(words, id, "interview") | {"who": words.short()} for id in own],
        "validations": [
            {"department": department, "person": words.pick(PEOPLE), "date": words.day(), "method": "workshop"}
            for department in ("sales", "marketing", "service")
        ],
        "reviewed_on": "2026-11-10",
        "review_every": "P1Y",
        "open_questions": [words.question()],
    }
