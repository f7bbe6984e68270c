"""A persona's fields in the reader's words: told once, and shown on its page and in every comparison."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from persona_handbook.model.persona import Persona
from persona_handbook.schema.fields import Field
from persona_handbook.views.reader import Citation, Reader, citations
from persona_handbook.views.trust import Trust, trust
from persona_handbook.views.values import Shown, show

_OWN_VIEWS = frozenset({"journeys", "sources"})
"""Fields that have views of their own."""


@dataclass(frozen=True, slots=True)
class Portrayal:
    """A persona as it is told: its fields by key, the sources it cites, how far it can be trusted."""

    persona: Persona
    fields: Mapping[str, Shown]
    sources: Mapping[str, Citation]
    trust: Trust

    def shown(self, field: Field) -> Shown | None:
        """What a field holds, wherever it stands in its group; None where it holds nothing."""
        first, *inner = field.path
        found = self.fields.get(first)
        for key in inner:
            found = found.child(key) if found is not None else None
        return found


def portray(persona: Persona, reader: Reader) -> Portrayal:
    """Tell a persona."""
    cited = citations(reader, persona)
    fields = {
        key: show(field, persona.data[key], reader, cited)
        for key, field in reader.schemas.fields["persona"].children.items()
        if key in persona.data and key not in _OWN_VIEWS
    }
    return Portrayal(persona, fields, cited, trust(persona, reader))
