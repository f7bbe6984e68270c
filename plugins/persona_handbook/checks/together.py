"""What only the files together show: segments, committees, the story, the lead definition, contents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from persona_handbook.checks.committee import of_committee
from persona_handbook.checks.context import Context, texts, writing
from persona_handbook.checks.evidence import dates_of_sources, in_the_future
from persona_handbook.checks.story import variants
from persona_handbook.checks.wording import vague_story, wording
from persona_handbook.model.document import Document
from persona_handbook.model.handbook import Handbook, Segment
from persona_handbook.model.persona import Persona
from persona_handbook.problems import Problem

SIGNING = ("sales", "marketing")
"""Those whose definition of a lead it is, where the company has them."""
_FEWEST_STATEMENTS = 8
"""Two short drafts that share three sentences are not the same persona."""
_MOST_HOLDERS = 40
"""What half the handbook says tells nobody apart."""


def together(context: Context) -> Iterator[Problem]:
    """All rules that need more than one file, and those about the files that all share."""
    handbook = context.handbook
    for segment in handbook.segments.values():
        yield from _segment(segment, context)
    yield from _alike(handbook)
    yield from _references(handbook)
    yield from dates_of_sources(handbook.settings.document, handbook.settings.data.get("sources", ()), context)
    for file in (handbook.settings, *handbook.shared.values()):
        yield from _wording(file.document, context)
    if story := handbook.shared.get("story"):
        yield from vague_story(story.document, context)
    yield from variants(handbook)
    yield from _lead(context)
    yield from _contents(context)


def _wording(document: Document, context: Context) -> Iterator[Problem]:
    yield from wording(document, writing([text for _, text in texts(document.data)]), context)


def _segment(segment: Segment, context: Context) -> Iterator[Problem]:
    yield from _wording(segment.document, context)
    yield from dates_of_sources(segment.document, segment.data.get("sources", ()), context)
    members = context.handbook.personas_of(segment.id)
    served = [p for p in members if p.kind == "persona" and p.status == "validated" and "extends" not in p.data]
    if len(served) > (most := int(context.handbook.thresholds["max_personas"])):
        yield segment.document.problem("too-many-personas", (), count=len(served), limit=most)
    yield from of_committee(segment, context.handbook)


def _alike(handbook: Handbook) -> Iterator[Problem]:
    """Pairs that share most of their statements: the smaller of the two is the measure."""
    limit = handbook.thresholds["max_alike"] / 100
    compared = [
        persona
        for persona in handbook.personas.values()
        if len(persona.fingerprints) >= _FEWEST_STATEMENTS
        and "extends" not in persona.data
        and persona.status != "retired"
    ]
    seen: set[int] = set()
    repeated: set[int] = set()
    for persona in compared:
        repeated |= seen & persona.fingerprints
        seen |= persona.fingerprints
    held = Counter(chain.from_iterable(persona.fingerprints & repeated for persona in compared))
    telling = {fingerprint for fingerprint, count in held.items() if 1 < count <= _MOST_HOLDERS}
    suspect = {
        persona.id: shared
        for persona in compared
        if len(shared := persona.fingerprints & telling) > limit * len(persona.fingerprints)
    }
    holders = _holders(compared, suspect)
    ranks = {persona.id: (-len(persona.fingerprints), place) for place, persona in enumerate(compared)}
    for id, shared in suspect.items():
        persona = handbook.personas[id]
        counted = Counter(chain.from_iterable(map(holders.__getitem__, shared)))
        for other, count in counted.items():
            if count > limit * len(persona.fingerprints) and ranks[other] < ranks[id]:
                percent, file = round(100 * count / len(persona.fingerprints)), handbook.personas[other].document.file
                yield persona.document.problem("nearly-identical", (), other=file, percent=percent)


def _holders(personas: Sequence[Persona], suspect: Mapping[str, frozenset[int]]) -> dict[int, list[str]]:
    """Who has the texts that are shared by personas under suspicion: ids by the fingerprint of each text."""
    holders: dict[int, list[str]] = {fingerprint: [] for shared in suspect.values() for fingerprint in shared}
    for persona in personas if suspect else ():
        for fingerprint in persona.fingerprints & holders.keys():
            holders[fingerprint].append(persona.id)
    return holders


def _references(handbook: Handbook) -> Iterator[Problem]:
    """References that lead back to where they stand, or to a persona that is retired."""
    retired = {id for id, persona in handbook.personas.items() if persona.status == "retired"}
    for persona in handbook.personas.values():
        for reference in persona.references:
            if "extends" in persona.data and reference.path not in persona.document.positions:
                continue  # inherited: a variant may be related to what it varies
            if reference.kind == "persona" and reference.id == persona.id and reference.path != ("extends",):
                yield persona.document.problem("refers-to-itself", reference.path)
            elif reference.kind == "persona" and reference.id in retired and persona.status != "retired":
                yield persona.document.problem("refers-to-retired", reference.path, id=reference.id)
    shared = [(segment.document, segment.references) for segment in handbook.segments.values()]
    shared += [(file.document, file.references) for file in handbook.shared.values()]
    for document, references in shared:
        for reference in references:
            if reference.kind == "persona" and reference.id in retired:
                yield document.problem("refers-to-retired", reference.path, id=reference.id)


def _lead(context: Context) -> Iterator[Problem]:
    """001: what a lead is, sales and marketing write and sign together."""
    if (lead := context.handbook.shared.get("lead")) is None:
        return
    signatories = lead.data["signatories"]
    signed = {signatory["department"] for signatory in signatories}
    missing = [department for department in SIGNING if department in context.handbook.departments]
    if missing := [department for department in missing if department not in signed]:
        titles = [context.handbook.departments[department] for department in missing]
        yield lead.document.problem("lead-not-signed", ("signatories",), department=titles)
    yield from in_the_future(lead.document, "signatories", signatories, context.today)


def _contents(context: Context) -> Iterator[Problem]:
    if (library := context.handbook.shared.get("content")) is None:
        return
    for index, content in enumerate(library.data["contents"]):
        if content.get("expires_on", "9999") < context.today.isoformat():
            path = ("contents", index, "expires_on")
            yield library.document.problem("content-expired", path, id=content["id"], date=content["expires_on"])
