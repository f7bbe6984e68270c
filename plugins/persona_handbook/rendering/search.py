"""What search knows of each page: one compact index, read by `assets/search/` once somebody enters the search box.

Texts stand in it as they are written; the scripts fold accents and plurals, in the index and in what is typed alike.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from persona_handbook.model.persona import Persona
from persona_handbook.rendering.assets import FOLDER
from persona_handbook.rendering.page import Asset, RenderedPage

_PERSONA = re.compile(r"personas/[^/]+/")
MOST_NAMES = 8
MOST_CUES = 160
MOST_TEXT = 400
"""Characters. With its title and address an entry stays under 1 KB, so that a thousand personas are one small file."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that can be found. A match in the title weighs most, then one in `names`, in `cues`, in `text`.

    `language` is that of the texts, where it is not the site's.
    """

    url: str
    title: str
    names: str = ""
    cues: str = ""
    text: str = ""
    language: str = ""

    def compact(self) -> list[str]:
        """Its texts in that order, without the empty ones at the end."""
        texts = [self.url, self.title, self.names, self.cues, self.text, self.language]
        while not texts[-1] and len(texts) > 1:
            texts.pop()
        return texts


def search_assets(pages: Iterable[RenderedPage], documents: Iterable[Entry]) -> tuple[Asset, ...]:
    """The index of all pages, and the scripts that search it."""
    scripts = sorted((FOLDER / "search").glob("*.js"))
    index = Asset("search/handbook.json", _index(pages, documents))
    return index, *(Asset(f"search/{script.name}", script.read_bytes()) for script in scripts)


def _index(pages: Iterable[RenderedPage], documents: Iterable[Entry]) -> bytes:
    """As JSON: `personas`, then all other `pages`, each a list as `Entry.compact` gives it."""
    personas: list[list[str]] = []
    others: list[list[str]] = []
    for page in pages:
        names = _joined(page.search_tags)
        entry = Entry(page.url, page.title, names, page.search_cues, page.search_text, page.text_language)
        (personas if page.source and _PERSONA.fullmatch(page.url) else others).append(entry.compact())
    index = {"personas": personas, "pages": [*others, *(document.compact() for document in documents)]}
    return json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode()


def document_entry(url: str, title: str, headings: Iterable[str], html: str) -> Entry:
    """The entry of a page that is not ours: its headings are its names, its first words its text."""
    text = Markup(html).striptags().removeprefix(title).lstrip("¶ ")
    return Entry(url, title, _joined(headings), text=_cut(text, MOST_TEXT))


def search_tags(persona: Persona) -> tuple[str, ...]:
    """The other job titles that mean this persona, in any language; the first stands in the title of the page."""
    role, recognise = persona.data.get("role", {}), persona.data.get("recognise", {})
    titles = map(str, [*role.get("other_titles", ()), *recognise.get("titles", ())])
    return tuple(dict.fromkeys(title for title in titles if title != role.get("title")))[:MOST_NAMES]


def search_cues(persona: Persona) -> str:
    """Words they use, tags and former ids."""
    data = persona.data
    words = [*data.get("recognise", {}).get("words", ()), *data.get("tags", ()), *data.get("aliases", ())]
    return _cut(_joined(map(str, words)), MOST_CUES)


def search_text(persona: Persona) -> str:
    """Hook and summary."""
    return _cut(_joined([str(persona.data["archetype"]), str(persona.data["summary"])]), MOST_TEXT)


def _joined(texts: Iterable[str]) -> str:
    return " · ".join(dict.fromkeys(texts))


def _cut(text: str, most: int) -> str:
    """At most so many characters, in whole words."""
    return text if len(text) <= most else text[:most].rpartition(" ")[0]
