"""What search knows of a persona: one compact entry, so that the index stays small at any number of personas."""

from __future__ import annotations

import re
import unicodedata

from persona_handbook.model.persona import Persona

MOST_CHARACTERS = 700
MOST_TAGS = 8


def search_tags(persona: Persona) -> tuple[str, ...]:
    """The job titles that mean this persona, in any language. Search weighs them above everything else."""
    data = persona.data
    role, recognise = data.get("role", {}), data.get("recognise", {})
    titles = [role.get("title", ""), *role.get("other_titles", ()), *recognise.get("titles", ())]
    return tuple(dict.fromkeys(str(title) for title in titles if title))[:MOST_TAGS]


def search_text(persona: Persona) -> str:
    """Hook, cue words, summary, tags and former ids; then the unaccented form of every accented word.

    At most MOST_CHARACTERS, so that an index entry stays under 1.5 KB.
    """
    data = persona.data
    parts = [
        str(data["archetype"]),
        *map(str, data.get("tags", ())),
        *map(str, data.get("recognise", {}).get("words", ())),
        str(data["summary"]),
        *map(str, data.get("aliases", ())),
    ]
    text = ". ".join(dict.fromkeys(parts))[:MOST_CHARACTERS]
    return f"{text} {unaccented(f'{persona.name} {text} ' + ' '.join(search_tags(persona)))}".strip()


def unaccented(text: str) -> str:
    """The words of a text that have accents, without them: nobody types them into a search box."""
    words = dict.fromkeys(re.findall(r"[^\W\d_]{3,}", text.lower()))
    return " ".join(plain for word in words if (plain := fold(word)) != word)


def fold(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))
