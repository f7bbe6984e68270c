"""What a persona rests on, and who has looked at it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from persona_handbook.checks.content import COUNTED
from persona_handbook.checks.context import Context
from persona_handbook.model.document import Document, Path
from persona_handbook.model.durations import add_duration
from persona_handbook.model.persona import Persona
from persona_handbook.problems import Problem

CUSTOMER_VOICE = frozenset({"interview", "observation", "ethnography", "customer_focus_group"})
"""Methods in which customers speak for themselves; a focus group of sales people is not one."""
QUANTITATIVE = frozenset({"survey", "satisfaction_barometer", "support_tickets", "crm", "erp", "analytics"})


def evidence(persona: Persona, context: Context) -> Iterator[Problem]:
    """All rules about sources and validations of a persona."""
    yield from _quotes(persona)
    yield from _unused(persona)
    if persona.kind == "persona":
        if persona.segment in context.handbook.segments:  # else nobody knows which sources it may cite
            yield from _sources(persona, context)
        yield from _statements(persona, context)
        yield from _validations(persona, context)
    yield from _review(persona, context)
    yield from dates_of_sources(persona.document, persona.data.get("sources", ()), context)


def _quotes(persona: Persona) -> Iterator[Problem]:
    """Every quote says where it was heard, those in the stages of a journey too."""
    places: list[tuple[Path, Any]] = [(("quotes",), persona.data.get("quotes", ()))]
    for number, journey in enumerate(persona.data.get("journeys", ())):
        for place, stage in enumerate(journey["stages"]):
            places.append((("journeys", number, "stages", place, "quotes"), stage.get("quotes", ())))
    for path, quotes in places:
        for index, quote in enumerate(quotes):
            if not (isinstance(quote, Mapping) and quote.get("sources")):
                yield persona.document.problem("quote-without-source", (*path, index))


def _statements(persona: Persona, context: Context) -> Iterator[Problem]:
    for key in COUNTED:
        entries = persona.data.get(key, ())
        if entries and not any(isinstance(entry, Mapping) and entry.get("sources") for entry in entries):
            yield persona.document.problem("nothing-evidenced", (key,), field=context.title((key,)))


def _sources(persona: Persona, context: Context) -> Iterator[Problem]:
    known = context.handbook.sources_for(persona)
    cited = {id: known[id] for id in persona.cited if id in known}
    methods = {source["method"] for source in cited.values()}
    thresholds, place = context.handbook.thresholds, ("sources",)
    voices = sum(source["method"] in CUSTOMER_VOICE for source in cited.values())
    different = len({source.get("link", id) for id, source in cited.items()})
    if cited and methods <= QUANTITATIVE:
        yield persona.document.problem("only-quantitative", place)
    elif voices < (limit := int(thresholds["min_customer_voices"])):
        rule = "generated-without-voice" if persona.data.get("origin") == "generated" else "no-customer-voice"
        yield persona.document.problem(rule, place, count=voices, limit=limit)
    if different < (limit := int(thresholds["min_sources"])):
        yield persona.document.problem("too-few-sources", place, count=different, limit=limit)


def _unused(persona: Persona) -> Iterator[Problem]:
    for index, source in enumerate(persona.data.get("sources", ())):
        if source["id"] not in persona.cited:
            yield persona.document.problem("unused-source", ("sources", index), id=source["id"])


def _validations(persona: Persona, context: Context) -> Iterator[Problem]:
    """003, 1 e: a persona that nobody in the field has challenged. The more telling finding stands alone."""
    if "validations" not in persona.data:
        return
    by = {validation["department"] for validation in persona.data["validations"]}
    meeting = context.handbook.meeting_customers
    titles, owner = context.handbook.departments, persona.data["owner"]["department"]
    if by == {owner} or not by & meeting:
        asked = meeting - {owner} or titles.keys() - {owner} or meeting
        others = [titles[department] for department in titles if department in asked]
        yield persona.document.problem("not-challenged", ("validations",), department=others)
    elif missing := [titles[id] for id in context.handbook.validated_by if id not in by and id in titles]:
        yield persona.document.problem("missing-validation", ("validations",), department=missing)


def _review(persona: Persona, context: Context) -> Iterator[Problem]:
    """003, 1 e: a static persona."""
    reviewed, due = persona.reviewed_on, persona.review_due
    if reviewed is None or due is None:
        return
    latest = _tomorrow(context.today).isoformat()
    dates = (source["date"] for source in persona.data.get("sources", ()))
    newest = max((day for day in dates if day <= latest), default="")
    if reviewed.isoformat() < newest:
        yield persona.document.problem("reviewed-before-evidence", ("reviewed_on",), date=newest)
    if reviewed > _tomorrow(context.today):
        yield persona.document.problem("date-in-the-future", ("reviewed_on",), date=reviewed.isoformat())
    elif due < context.today:
        yield persona.document.problem("review-overdue", ("reviewed_on",), date=due.isoformat())
    elif add_duration(context.today, context.handbook.review["warn_before"] or "P0D") > due:
        yield persona.document.problem("review-due-soon", ("reviewed_on",), date=due.isoformat())
    yield from in_the_future(persona.document, "validations", persona.data.get("validations", ()), context.today)


def _tomorrow(today: date) -> date:
    """The latest day that it may be anywhere: east of Greenwich it is tomorrow first."""
    return today + timedelta(days=1)


def dates_of_sources(document: Document, sources: Iterable[Mapping[str, Any]], context: Context) -> Iterator[Problem]:
    """What time has done to the sources that a file declares."""
    policy, today, tomorrow = context.handbook.review, context.today.isoformat(), _tomorrow(context.today).isoformat()
    for index, source in enumerate(sources):
        path: Path = ("sources", index)
        lasts = policy["figures_last"] if source["method"] in QUANTITATIVE else policy["voices_last"]
        if source["date"] > tomorrow:
            yield document.problem("date-in-the-future", (*path, "date"), date=source["date"])
        elif source.get("expires_on", today) < today:
            yield document.problem("source-expired", (*path, "expires_on"), id=source["id"], date=source["expires_on"])
        elif add_duration(date.fromisoformat(source["date"]), lasts) < context.today:
            yield document.problem("source-too-old", (*path, "date"), id=source["id"], date=source["date"])
        for number, medium in enumerate(source.get("media", ())):
            if medium.get("consent_until", today) < today:
                place = (*path, "media", number, "consent_until")
                yield document.problem("consent-expired", place, date=medium["consent_until"])


def in_the_future(document: Document, key: str, entries: Iterable[Mapping[str, Any]], today: date) -> Iterator[Problem]:
    """Entries whose `date` has not come yet."""
    tomorrow = _tomorrow(today).isoformat()
    for index, entry in enumerate(entries):
        if entry.get("date", "") > tomorrow:
            yield document.problem("date-in-the-future", (key, index, "date"), date=entry["date"])
