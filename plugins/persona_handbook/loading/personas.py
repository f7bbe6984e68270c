"""Persona files become personas, each with what is wrong with it: as much as one file and the company's lists show."""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from pathlib import Path

from persona_handbook.checks.content import content
from persona_handbook.checks.context import Context, Writing, fingerprints, writing
from persona_handbook.checks.evidence import evidence
from persona_handbook.checks.identity import ids_of_persona
from persona_handbook.checks.people import first_name
from persona_handbook.checks.references import KnownIds, of_persona, unknown
from persona_handbook.checks.rules import RULES
from persona_handbook.checks.story import story_messages
from persona_handbook.checks.wording import of_people, spoken_words, wording
from persona_handbook.loading.files import Folder
from persona_handbook.loading.memory import Memory
from persona_handbook.model.document import Document, Reference
from persona_handbook.model.persona import Persona
from persona_handbook.model.variants import ancestors, with_parents
from persona_handbook.parallel import share_out
from persona_handbook.problems import Problem, Severity
from persona_handbook.reading.document import Positions

Found = tuple[Persona | None, Document | None, list[Problem]]
"""What became of a file: a persona, or a variant's document that waits for its parents, or only problems."""

_KEPT = ("name", "archetype", "kind", "status", "owner", "aliases", "validations", "extends", "exceptions", "sources")
"""What rules over all files, and reports, still ask of a persona whose own file has been checked."""


@dataclass(frozen=True)
class PersonaFiles:
    """The persona files of a folder. Without a `context` (`handbook.yml` cannot be read) the schema alone is asked.

    Where only problems are wanted (`whole` is false) personas keep no more than other rules need: to hand whole
    personas from one process to another costs as much as to read them.
    """

    folder: Folder
    paths: tuple[Path, ...]
    context: Context | None
    known: KnownIds
    whole: bool
    memory: Memory | None = None
    surroundings: str = ""

    def read(self) -> tuple[dict[str, Persona], list[Problem]]:
        """The personas that can be used, by id in the order of their files, and every finding."""
        places = {path.stem: path for path in reversed(self.paths)}  # of two files with one name the first counts
        paths = list(places.values())
        found = dict(zip(places, self._outcomes(paths), strict=True))
        problems = [problem for _, _, some in found.values() for problem in some]
        personas = {id: persona for id, (persona, _, _) in found.items() if persona is not None}
        waiting = {id: document for id, (_, document, _) in found.items() if document is not None}
        problems += self._variants(waiting, places, personas)
        return {path.stem: personas[path.stem] for path in self.paths if path.stem in personas}, problems

    def _outcomes(self, paths: Sequence[Path]) -> list[Found]:
        """What became of each file, remembered or found out."""
        if self.memory is None or self.context is None:
            return share_out(self._each, paths, worth=60)
        handbook = self.context.handbook
        seen = (
            {kind: sorted(ids) for kind, ids in self.known.items()},
            handbook.settings.data,
            {id: segment.data for id, segment in handbook.segments.items()},
            {kind: shared.data for kind, shared in handbook.shared.items()},
            self.folder.pictures,
            self.context.today,
            self.whole,
        )
        judged = self.memory.outcomes(paths, f"{self.surroundings} {seen!r}", partial(share_out, self._each, worth=60))
        return [judged[path] for path in paths]

    def _each(self, paths: Sequence[Path]) -> list[Found]:
        return [self._one(path) for path in paths]

    def _one(self, path: Path) -> Found:
        document, problems = self.folder.read("persona", path)
        if document is None:
            return None, None, problems
        if isinstance(document.data.get("extends"), str):
            return None, document, []
        persona, problems = self._persona(path, document)
        if persona is not None and self.whole:
            rest = replace(document, positions=Positions(path), raw=b"", accepted=False)
            persona = replace(persona, document=rest, references=_asked_for_later(persona.references))
        elif persona is not None:
            kept = {key: persona.data[key] for key in _KEPT if key in persona.data}
            small = replace(document, data=kept, positions=Positions(path), raw=b"", accepted=False)
            links = tuple(reference for reference in persona.references if reference.kind == "persona")
            persona = replace(persona, data=kept, document=small, references=links)
        return persona, None, problems

    def _persona(self, path: Path, document: Document) -> tuple[Persona | None, list[Problem]]:
        schemas = self.folder.schemas
        if problems := schemas.validate_whole(document):
            return None, problems
        survey = self.folder.survey("persona", document)
        written = writing(survey.texts, survey.longest)
        persona = Persona(
            path.stem,
            path.parent.name,
            document.data,
            document,
            tuple(survey.references),
            survey.statements,
            survey.sourced,
            str(self.context.handbook.review["every"]) if self.context else "P6M",
            self._portrait(path, document, problems),
            fingerprints(survey.texts),
            written.proper,
            sha256(marshal.dumps(dict(document.data), _WITHOUT_IDENTITY)).hexdigest() if self.whole else "",
        )
        if self.context is not None:
            problems += self._checked(persona, written, self.context)
        return persona, problems

    def _checked(self, persona: Persona, written: Writing, context: Context) -> Iterator[Problem]:
        yield from of_persona(persona, context.handbook, self.known)
        yield from ids_of_persona(persona)
        yield from first_name(persona, context.handbook.company)
        yield from content(persona, context)
        yield from evidence(persona, context)
        yield from story_messages(persona, context)
        yield from wording(persona.document, written, context)
        yield from of_people(persona.document, written)
        yield from spoken_words(persona, written, context)
        if not self.folder.schemas.is_complete(persona.data):
            yield persona.document.problem("incomplete", ())

    def _portrait(self, path: Path, document: Document, problems: list[Problem]) -> Path | None:
        """The portrait that a persona names, from its own folder; one that is not there is a problem."""
        name = document.data.get("portrait", {}).get("image")
        if name is None or ("portrait",) not in document.positions:
            return None
        image = path.parent / str(name)
        if image.is_file() and image.resolve().is_relative_to(self.folder.root.resolve()):
            return image
        problems.append(document.problem("no-such-image", ("portrait", "image"), image=name))
        return None

    def _variants(
        self, waiting: dict[str, Document], places: dict[str, Path], personas: dict[str, Persona]
    ) -> Iterator[Problem]:
        """Variants carry what they vary; parents come before them. A variant whose parent is refused waits for that."""
        documents = {**{id: persona.document for id, persona in personas.items()}, **waiting}
        for id in sorted(waiting, key=lambda id: len(list(ancestors(id, documents)))):
            above = list(ancestors(id, documents))
            beyond = documents[above[-1] if above else id].data.get("extends")
            if id in above:
                yield waiting[id].problem("extends-itself", ("extends",))
            elif beyond is not None and beyond not in documents:
                if beyond not in self.known.get("persona", places) and not above:
                    reference = Reference("persona", str(beyond), ((), "extends"))
                    yield from self.folder.schemas.validate("persona", waiting[id]) or [
                        unknown(waiting[id], reference, places)
                    ]
            elif all(parent in personas for parent in above):
                whole = {parent: self._whole(parent, places, documents) for parent in above}
                yield from self._variant(id, personas[above[0]], {**whole, id: waiting[id]}, places, personas)

    def _variant(
        self,
        id: str,
        parent: Persona,
        documents: dict[str, Document],
        places: dict[str, Path],
        personas: dict[str, Persona],
    ) -> Iterator[Problem]:
        """What a variant inherits is reported where it was written, or, where it matters more here, at `extends`."""
        persona, problems = self._persona(places[id], with_parents(id, documents))
        _, theirs = self._persona(places[parent.id], with_parents(parent.id, documents))
        written = {(problem.rule, problem.path) for problem in theirs}
        inherited = [
            problem
            for problem in problems
            if problem.path not in documents[id].positions and (problem.rule, problem.path) in written
        ]
        yield from (problem for problem in problems if problem not in inherited)
        if persona is None:
            return
        line, column = documents[id].position(("extends",))
        for problem in inherited:
            if _matters(problem, persona) > _matters(problem, parent):
                yield replace(problem, line=line, column=column)
        portrait = parent.portrait if "portrait" not in documents[id].data else persona.portrait
        faults = frozenset(problem.rule for problem in inherited)
        personas[id] = replace(persona, portrait=portrait, inherited_faults=faults)

    def _whole(self, id: str, places: dict[str, Path], documents: dict[str, Document]) -> Document:
        """The whole document of a parent, of which less has been kept."""
        if "extends" in documents[id].data:
            return documents[id]
        return self.folder.read("persona", places[id])[0] or documents[id]


def _asked_for_later(references: Iterable[Reference]) -> tuple[Reference, ...]:
    """Of references that lead somewhere: those to personas with their places, of sources and contents only which."""
    kept = {one if one.kind == "persona" else one._replace(trail=()): None for one in references if one.kind in _SHOWN}
    return tuple(kept)


_SHOWN = frozenset({"persona", "source", "content"})
_WITHOUT_IDENTITY = 2
"""The version of the format in which equal data are equal bytes."""


def _matters(problem: Problem, persona: Persona) -> int:
    """How severe a finding is at the status of a persona."""
    severity = RULES[problem.rule].severity(persona.status)
    return (None, Severity.WARNING, Severity.ERROR).index(severity)
