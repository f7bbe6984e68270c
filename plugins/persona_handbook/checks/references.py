"""Whatever a file refers to by id exists."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from persona_handbook.model.document import Document, Reference
from persona_handbook.model.handbook import Handbook
from persona_handbook.model.persona import Persona
from persona_handbook.model.words import nearest
from persona_handbook.problems import Problem


def references_resolve(handbook: Handbook, known: Mapping[str, Collection[str]]) -> Iterator[Problem]:
    """Every reference in every file leads somewhere.

    `known` holds the ids of each kind of thing that stands under `personas/`, readable or not, so that one broken
    file does not make every reference to it a second finding. Likewise nobody asks which sources a persona may cite
    whose segment cannot be read, and what a variant inherits is reported where it was written.
    """
    for shared in (handbook.settings, *handbook.shared.values()):
        yield from _unknown(shared.document, shared.references, {**known, "source": _shared_sources(handbook)})
    for segment in handbook.segments.values():
        ids = {**known, "source": handbook.sources_for_segment(segment.id).keys()}
        yield from _unknown(segment.document, segment.references, ids)
    found = {id: list(_of_persona(handbook, persona, known)) for id, persona in handbook.personas.items()}
    for id, persona in handbook.personas.items():
        parents = {problem.path for problem in found.get(persona.data.get("extends", ""), ())}
        for problem in found[id]:
            if problem.path in persona.document.positions or problem.path not in parents:
                yield problem


def _of_persona(handbook: Handbook, persona: Persona, known: Mapping[str, Collection[str]]) -> Iterator[Problem]:
    sources = {"source": handbook.sources_for(persona).keys()} if persona.segment in handbook.segments else {}
    yield from _unknown(persona.document, persona.references, {**known, **sources})
    yield from _stages_of_models(handbook, persona.document)


def _shared_sources(handbook: Handbook) -> set[str]:
    return {source["id"] for source in handbook.settings.data.get("sources", ())}


def _unknown(
    document: Document, references: tuple[Reference, ...], known: Mapping[str, Collection[str]]
) -> Iterator[Problem]:
    for reference in references:
        ids = known.get(reference.kind)
        if ids is not None and reference.id not in ids:
            yield document.problem(
                "unknown-reference",
                reference.path,
                kind=reference.kind,
                id=reference.id[:60],
                meant=nearest(reference.id, {known_id: known_id for known_id in ids}),
            )


def _stages_of_models(handbook: Handbook, document: Document) -> Iterator[Problem]:
    """The stages of a journey belong to its stage model."""
    for index, journey in enumerate(document.data.get("journeys", ())):
        model = handbook.stage_models.get(journey["stage_model"])
        if model is None:
            continue
        for number, stage in enumerate(journey["stages"]):
            if stage["stage"] in handbook.stages and stage["stage"] not in model.stages:
                yield document.problem(
                    "stage-of-other-model",
                    ("journeys", index, "stages", number, "stage"),
                    id=stage["stage"],
                    model=model.title,
                    allowed=list(model.stages),
                )
