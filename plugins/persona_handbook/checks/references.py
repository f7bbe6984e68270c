"""Whatever a file refers to by id exists."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from persona_handbook.model.document import Document, Reference
from persona_handbook.model.handbook import Handbook, StageModel
from persona_handbook.model.persona import Persona
from persona_handbook.model.words import nearest
from persona_handbook.problems import Problem

KnownIds = Mapping[str, Collection[str]]
"""The ids of each kind of thing that stands under `personas/`, readable or not, so that one broken file does not make
every reference to it a second finding."""


_SHORT_LISTS = frozenset({"department", "channel", "stage", "stage_model"})
"""Kinds of which there are so few that a hint can name them all."""


def of_shared_files(handbook: Handbook, known: KnownIds) -> Iterator[Problem]:
    """References of segments and of the files that all share."""
    sources = {source["id"] for source in handbook.settings.data.get("sources", ())}
    for shared in (handbook.settings, *handbook.shared.values()):
        yield from _unknown(shared.document, shared.references, {**known, "source": sources})
    for segment in handbook.segments.values():
        ids = {**known, "source": handbook.sources_for_segment(segment.id).keys()}
        yield from _unknown(segment.document, segment.references, ids)
        if committee := segment.data.get("committee"):
            model = handbook.stage_models.get(committee.get("stage_model", ""))
            for index, member in enumerate(committee["members"]):
                for number, seat in enumerate(member.get("by_stage", ())):
                    path = ("committee", "members", index, "by_stage", number, "stage")
                    yield from _stage_of(model, seat["stage"], path, segment.document, handbook)


def of_persona(persona: Persona, handbook: Handbook, known: KnownIds) -> Iterator[Problem]:
    """References of a persona. Nobody asks which sources it may cite whose segment cannot be read."""
    sources = {"source": handbook.sources_for(persona).keys()} if persona.segment in handbook.segments else {}
    yield from _unknown(persona.document, persona.references, {**known, **sources})
    for index, journey in enumerate(persona.data.get("journeys", ())):
        model = handbook.stage_models.get(journey["stage_model"])
        stages = [stage["stage"] for stage in journey["stages"]]
        for number, stage in enumerate(stages):
            path = ("journeys", index, "stages", number, "stage")
            yield from _stage_of(model, stage, path, persona.document, handbook)
        for number, branch in enumerate(journey.get("branches", ())):
            for end in ("from", "to"):
                path = ("journeys", index, "branches", number, end)
                stage = branch.get(end, "")
                yield from _stage_of(model, stage, path, persona.document, handbook)
                if model is not None and stage in model.stages and stage not in stages:
                    yield persona.document.problem("branch-without-stage", path, id=stage, allowed=list(stages))


def _unknown(document: Document, references: tuple[Reference, ...], known: KnownIds) -> Iterator[Problem]:
    """One finding for each id, where it first stands: what is missing is one thing, however often it is used."""
    missing: dict[tuple[str, str], list[Reference]] = {}
    for reference in references:
        if reference.kind in known and reference.id not in known[reference.kind]:
            missing.setdefault((reference.kind, reference.id), []).append(reference)
    for (kind, _), used in missing.items():
        yield unknown(document, used[0], known[kind], len(used))


def unknown(document: Document, reference: Reference, known: Collection[str], times: int = 1) -> Problem:
    """What leads nowhere. An id that is used several times was hardly mistyped each time: no guess is made."""
    meant = nearest(reference.id, {id: id for id in known}) if times == 1 else ""
    return document.problem(
        "unknown-reference",
        reference.path,
        kind=reference.kind,
        id=reference.id,
        meant=meant,
        times=times if times > 1 else "",
        allowed=sorted(known) if reference.kind in _SHORT_LISTS else [],
    )


def _stage_of(
    model: StageModel | None, stage: str, path: tuple[str | int, ...], document: Document, handbook: Handbook
) -> Iterator[Problem]:
    """A stage belongs to the stage model; one that no model has is an unknown reference already."""
    if model is not None and stage in handbook.stages and stage not in model.stages:
        allowed = list(model.stages)
        yield document.problem("stage-of-other-model", path, id=stage, model=model.title, allowed=allowed)
