"""What search knows of a persona: one compact entry, so that the index stays small at any number of personas."""

from __future__ import annotations

import re
import unicodedata

from persona_handbook.model.persona import Persona

MOST_CHARACTERS = 900


def search_text(persona: Persona) -> str:
    """Hook, summary, titles, cue words, triggers and tags; then the unaccented form of every accented word.

    At most MOST_CHARACTERS, so that an index entry stays under 1.5 KB.
    """
    data = persona.data
    role, recognise = data.get("role", {}), data.get("recognise", {})
    parts = [
        str(data["archetype"]),
        *map(str, role.get("other_titles", ())),
        *map(str, recognise.get("titles", ())),
        *map(str, data.get("tags", ())),
        *map(str, recognise.get("words", ())),
        str(data["summary"]),
        *map(str, data.get("aliases", ())),
    ]
    text = ". ".join(dict.fromkeys(parts))[:MOST_CHARACTERS]
    return f"{text} {unaccented(text)}".strip()


def unaccented(text: str) -> str:
    """The words of a text that have accents, without them: nobody types them into a search box."""
    words = dict.fromkeys(re.findall(r"[^\W\d_]{3,}", text.lower()))
    return " ".join(plain for word in words if (plain := fold(word)) != word)


def fold(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))
