"""The same personas as Markdown pages: what a team without our plugin would write to show the same things.

Vocabulary and ids hold no character that Markdown reads as markup, so nothing is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from tests.generator import company
from tests.generator.curve import curve
from tests.generator.members import Member, by_segment, members
from tests.generator.persona import persona

Data = Mapping[str, Any]

SECTIONS = {
    "Identity": ("kind", "market", "status", "basis", "origin", "owner", "relation", "priority", "share"),
    "Profile": ("profile", "expertise_level", "skills", "access_needs"),
    "Role and power": ("role", "buying_role", "must_approve", "influence", "related", "decision"),
    "Goals and motivations": (
        *("goals", "motivations", "levers", "expectations", "delights", "jobs", "unspoken_needs", "insight", "promise"),
    ),
    "Pains and barriers": ("triggers", "pains", "barriers", "objections"),
    "In their own words": ("quotes", "day"),
    "What moves them": ("habits", "psychographics", "emotional_profile"),
    "How they buy": ("buying_process", "purchase_objective", "buying_style", "brands"),
    "Media and information": ("media", "information_needs"),
    "How we work with them": (
        *("channel_affinity", "service_mode", "tone", "relationship_strategy", "recognise", "care"),
    ),
    "What it means for us": ("implications", "actions"),
}
EVIDENCE = ("reviewed_on", "review_every", "validations", "open_questions")
CARDS = {
    "In the decision": ("buying_role", "must_approve", "influence"),
    "Wants": ("motivations",),
    "Says": ("quotes",),
    "Held back by": ("barriers",),
    "If they object": ("objections",),
    "Send next": ("information_needs",),
}
LANES = {
    "What they live": ("goal", "actions", "touchpoints"),
    "What they feel": ("thoughts", "questions", "emotion", "pains"),
    "What we do about it": ("opportunities", "departments", "promises", "kpis", "messages", "contents"),
}


def write_markdown(docs: Path, count: int, seed: int = 7) -> tuple[Path, ...]:
    """Fill `docs` with `personas/<id>.md` for `count` personas and an index; returns the persona pages, in order."""
    segments = by_segment(members(count, seed))
    (docs / "personas").mkdir(parents=True)
    titles = {entry["id"]: entry for entry in company.contents(next(iter(segments.values())))["contents"]}
    pages, links = [], ["# Personas", ""]
    for id, inside in segments.items():
        segment = company.segment(id, inside, seed)
        for member in inside:
            page = _Page(member, persona(member, inside, seed), segment, inside, titles)
            file = docs / "personas" / f"{member.id}.md"
            file.write_text(page.text(), encoding="utf-8", newline="\n")
            pages.append(file)
            links.append(f"- [{member.name}, head of {member.job}](personas/{member.id}.md)")
    (docs / "index.md").write_text("\n".join(links) + "\n", encoding="utf-8", newline="\n")
    return tuple(pages)


@dataclass(frozen=True)
class _Page:
    """One persona's page."""

    member: Member
    data: Data
    segment: Data
    colleagues: Sequence[Member]
    contents: Mapping[str, Data]

    def text(self) -> str:
        """The Markdown of the page."""
        parts = (
            *self._head(),
            *self._cards(),
            *self._by_department(),
            *(line for title, keys in SECTIONS.items() for line in self._section(title, keys)),
            *self._committee(),
            *self._journey(self.data["journeys"][0]),
            *self._section("Evidence and review", EVIDENCE),
            *self._source_list(),
            *self._same_segment(),
        )
        return "\n".join(parts) + "\n"

    def _head(self) -> Iterator[str]:
        data = self.data
        yield f"# {data['name']}, {data['role']['title'].lower()}\n"
        yield f"**{data['archetype']}**\n\n{data['summary']}\n"
        yield f"> {self._cell(data['quotes'][0])}\n"
        yield from (
            f"- {line}"
            for line in (
                f"Status: {data['status']}, {data['basis']}, an invented person",
                f"{len(self._sources)} sources",
                f"Reviewed on {data['reviewed_on']}",
                f"Kept by {data['owner']['person']}, {data['owner']['department']}",
                f"Segment: {self.segment['name']['en']}",
            )
        )

    def _cards(self) -> Iterator[str]:
        """The short version at the top: the first entries of what stands further down."""
        yield "\n## At a glance"
        for title, keys in CARDS.items():
            yield f"\n### {title}\n"
            for key in keys:
                value = self.data[key]
                yield from _bullets(map(self._cell, value[:3] if isinstance(value, list) else [value]))
        for key in ("before_contact", "questions"):
            yield f"\n### {_label(key)}\n"
            yield from _bullets(map(self._cell, self.data["recognise"][key]))
        for key in ("use", "avoid"):
            yield f"\n### Words to {key}\n"
            yield from _bullets(self.data["tone"][key])

    def _by_department(self) -> Iterator[str]:
        """What each department needs first, all of which stands further down."""
        yield "\n## By department"
        stages = self.data["journeys"][0]["stages"]
        told = ("motivations", "barriers", "pains", "objections", "information_needs")
        for department, implications in self.data["implications"].items():
            yield f"\n### {_label(department)}\n"
            yield from _bullets(map(self._cell, implications))
            for key in (key for key in told if key in self.data):
                yield from _bullets(map(self._cell, self.data[key][:2]))
            for stage in stages:
                part = stage.get("departments", {})
                if part.get("owner") == department:
                    yield from _bullets([f"Leads {stage['stage']}", *map(self._cell, stage.get("promises", ()))])
                elif department in part.get("involved", ()):
                    yield from _bullets([f"Helps with {stage['stage']}"])

    def _section(self, title: str, keys: Sequence[str]) -> Iterator[str]:
        found = {key: self.data[key] for key in keys if key in self.data}
        yield f"\n## {title}\n"
        yield from self._facts({key: value for key, value in found.items() if not _has_parts(value)})
        for key, value in found.items():
            if _has_parts(value):
                yield f"\n### {_label(key)}\n"
                yield from self._parts(value)

    def _parts(self, value: Any) -> Iterator[str]:
        """A list as bullets or as a table; a group as a table of its facts and a list for each of its lists."""
        if isinstance(value, Mapping):
            yield from self._facts({key: part for key, part in value.items() if not _has_parts(part)})
            for key, part in value.items():
                if _has_parts(part):
                    yield f"\n**{_label(key)}**\n"
                    yield from self._parts(part)
        elif any(isinstance(entry, Mapping) and not _is_claim(entry) for entry in value):
            columns = list(dict.fromkeys(key for entry in value for key in entry))
            yield from _table(
                map(_label, columns), ([self._cell(entry.get(key), key) for key in columns] for entry in value)
            )
        else:
            yield from _bullets(map(self._cell, value))

    def _facts(self, facts: Data) -> Iterator[str]:
        if facts:
            yield from _table(
                ("Field", "Value"), ([_label(key), self._cell(value, key)] for key, value in facts.items())
            )

    def _committee(self) -> Iterator[str]:
        yield "\n## Buying committee\n\nWeight of each person at each stage, from 0 to 5, and their position.\n"
        names = {member.id: member.name for member in self.colleagues}
        rows = []
        for seat in self.segment["committee"]["members"]:
            said = {entry["stage"]: f"**{entry['weight']}** {entry['position']:+}" for entry in seat["by_stage"]}
            roles = ", ".join(map(_label, seat["roles"]))
            rows.append([f"{names[seat['persona']]} {roles}", *(said.get(stage, "–") for stage in company.STAGES)])
        yield from _table(("Persona", *map(_label, company.STAGES)), rows)

    def _journey(self, journey: Data) -> Iterator[str]:
        stages = journey["stages"]
        yield f"\n## Journey\n\n### {journey['title']}\n\n{journey['scenario']}\n"
        yield from self._facts({key: journey[key] for key in ("goal", "starts_when", "ends_when")})
        yield f"\n{curve(journey['title'], stages)}"
        for title, lanes in LANES.items():
            yield f"\n**{title}**\n"
            rows = [[f"**{_label(lane)}**", *(self._cell(stage.get(lane), lane) for stage in stages)] for lane in lanes]
            yield from _table(("Stage", *(f"{stage['name']}, {stage['duration']}" for stage in stages)), rows)
        yield ""
        for stage in stages:
            if "moment_of_truth" in stage:
                yield f"- ★ **{stage['name']}**, moment of truth: {stage['moment_of_truth']['why']}"
        yield "\n**Where it may leave the road**\n"
        yield from _bullets(map(self._cell, journey["branches"]))

    def _source_list(self) -> Iterator[str]:
        yield "\n## Sources\n"
        keys = ("method", "department", "summary", "n", "date")
        rows = (
            [str(number), *(self._cell(source[key]) for key in keys)]
            for number, source in enumerate(self._sources.values(), 1)
        )
        yield from _table(("No.", *map(_label, keys)), rows)

    def _same_segment(self) -> Iterator[str]:
        yield "\n## In the same segment\n"
        yield from _bullets(f"[{other.name}]({other.id}.md), head of {other.job}" for other in self.colleagues)

    @cached_property
    def _sources(self) -> dict[str, Data]:
        """Every source that is cited, in the order of their numbers."""
        known = (*self.data["sources"], *self.segment["sources"], *company.handbook()["sources"])
        cited = set(_cited(self.data))
        return {source["id"]: source for source in known if source["id"] in cited}

    def _cell(self, value: Any, key: str = "") -> str:
        """A value as it stands in a table cell or a list entry."""
        if value is None:
            return "–"
        if key in ("sources", "source"):
            return self._cite([value] if isinstance(value, str) else value)
        if key == "contents":
            return "<br>".join(f"[{self.contents[id]['title']}]({self.contents[id]['url']})" for id in value)
        if key == "persona":
            return next(f"[{other.name}]({other.id}.md)" for other in self.colleagues if other.id == value)
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, Mapping):
            return self._entry(value)
        if isinstance(value, list):
            return "<br>".join(map(self._cell, value))
        return _label(value) if isinstance(value, str) else str(value)

    def _entry(self, entry: Data) -> str:
        """A group on one line: its first text, what belongs to it, its sources."""
        parts = [self._cell(value, key) for key, value in entry.items() if key not in ("sources", "source")]
        numbers = self._cite([*entry.get("sources", ()), *([entry["source"]] if "source" in entry else [])])
        return " · ".join(parts) + (f" {numbers}" if numbers else "")

    def _cite(self, ids: Iterable[str]) -> str:
        order = list(self._sources)
        return " ".join(f"[{order.index(id) + 1}](#sources)" for id in ids)


def _cited(value: Any) -> Iterator[str]:
    """The ids of sources anywhere in a persona, its own list left out."""
    if isinstance(value, Mapping):
        for key, part in value.items():
            if key == "source":
                yield part
            elif key == "sources" and all(isinstance(id, str) for id in part):
                yield from part
            else:
                yield from _cited(part)
    elif isinstance(value, list):
        for part in value:
            yield from _cited(part)


def _is_claim(value: Data) -> bool:
    return "text" in value and not {"answer", "stage"} & value.keys()


def _has_parts(value: Any) -> bool:
    """Whether a value needs more than a line."""
    return (isinstance(value, Mapping) and not _is_claim(value) and "unit" not in value) or (
        isinstance(value, list) and any(isinstance(entry, Mapping) or " " in entry for entry in value)
    )


def _label(id: str) -> str:
    """`face_to_face` becomes `Face to face`; texts stay as they are."""
    return id if " " in id else id.replace("_", " ").capitalize()


def _bullets(lines: Iterable[str]) -> Iterator[str]:
    return (f"- {line}" for line in lines)


def _table(head: Iterable[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    titles = list(head)
    yield f"| {' | '.join(titles)} |"
    yield f"|{' --- |' * len(titles)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"
