"""Who am I talking to?"""

from __future__ import annotations

import json
from collections.abc import Iterator

from persona_handbook.rendering.assets import FOLDER
from persona_handbook.rendering.page import Asset, RenderedPage
from persona_handbook.rendering.writer import Writer
from persona_handbook.views.cues import KINDS, Cues, CueTable, cue_table, size_range
from persona_handbook.views.finder import SIZE_WEIGHT
from persona_handbook.views.finder_page import cue_groups
from persona_handbook.views.hearing import hearing, terms
from persona_handbook.views.reader import Reader, persona_url

URL = "finder/"


def pages(writer: Writer) -> Iterator[RenderedPage]:
    """The page: a form that a script answers, and all cues for those who do without."""
    reader = writer.at(URL)
    title = reader.say("finder")
    yield writer.page(
        URL,
        title,
        "finder.html.j2",
        reader,
        description=reader.say("finder_lead"),
        in_nav=True,
        wide=True,
        groups=cue_groups(cue_table(reader), reader),
        labels={key: reader.label("recognise", key) for key in ("words", "before_contact", "questions")},
        language=reader.foreign or reader.language,
        persona=reader.base + persona_url("{id}"),
    )


def assets(writer: Writer) -> Iterator[Asset]:
    """The script that ranks as `views.finder.rank` does, and what it knows: all cues and how they are compared."""
    yield Asset(f"{URL}rank.js", (FOLDER / "modules" / "rank.js").read_bytes())
    yield Asset(f"{URL}cues.json", _json(cue_table(writer.at(URL)), writer.reader).encode())


def _json(table: CueTable, reader: Reader) -> str:
    """A persona a line."""
    rules = hearing()
    head = {
        "kinds": [[*kind.weights, label] for label, kind in zip(table.labels, KINDS, strict=True)],
        "rules": {
            "stop_words": rules.stop_words,
            "endings": [(ending.pattern, instead) for ending, instead in rules.endings],
            "sizes": {term: bounds for name, bounds in rules.sizes.items() for term in terms(name)},
        },
        "size_weight": SIZE_WEIGHT,
        "said": {
            "strengths": [reader.say("finder_weak"), reader.say("finder_possible"), reader.say("finder_strong")],
            "fits": table.size_fits,
            "against": table.size_against,
            "for": reader.say("finder_for"),
            "count": reader.say("finder_count"),
            "nobody": reader.say("finder_nobody"),
            "copied": reader.say("finder_copied"),
            "uncopied": reader.say("link_not_copied"),
        },
    }
    personas = ",\n".join(_compact(_entry(cues)) for cues in table.personas)
    return f'{_compact(head)[:-1]},"personas":[\n{personas}\n]}}\n'


def _entry(cues: Cues) -> dict[str, object]:
    return {
        "id": cues.id,
        "name": cues.name,
        "title": cues.title,
        "note": cues.note,
        "cues": ["|".join(cue.replace("|", "/") for cue in said) for said in cues.said],
        "asks": cues.asks,
        "size": [*cues.size, size_range(cues.size)] if cues.size else None,
    }


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
