"""The page of the shared story: its parts, its variants beside its why, each persona's place, what is told from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from persona_handbook.checks.story import PARTS, keeps_why, named_parts, omits_why, shared_words
from persona_handbook.model.handbook import SharedFile
from persona_handbook.model.persona import Persona
from persona_handbook.views.places import Part, Place, PlaceLink, places, stage_link
from persona_handbook.views.reader import Link, Reader, shared_citations
from persona_handbook.views.source_list import SourceRow, source_rows
from persona_handbook.views.values import Shown, show

MOST_MESSAGES = 40
MOST_GAPS = 24
"""Personas without a place that are named; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Variant:
    """The story as one audience hears it. `shared` are the words by which it keeps the why, as it writes them."""

    anchor: str
    audience: str
    why: str
    text: str
    keeps: bool
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Role:
    """A persona's place in the story. `status` is empty where the persona is current."""

    persona: Link
    status: str
    part: str


@dataclass(frozen=True, slots=True)
class Derived:
    """A message that claims to come from the story: `parts` lead there; `verdict` is a message key."""

    text: str
    persona: Link
    stage: PlaceLink
    claimed: str
    parts: tuple[Link, ...]
    verdict: str


@dataclass(frozen=True, slots=True)
class StoryPage:
    """Everything on the page, in reading order. `parts` are the story's own but for the why and the plot."""

    title: str
    why: str
    parts: tuple[tuple[str, Shown], ...]
    plot: Shown | None
    variants: tuple[Variant, ...]
    untold: tuple[str, ...]
    """Audiences that it is not told to yet."""
    roles: tuple[Role, ...]
    without_role: Part[Link]
    messages: Part[Derived]
    sources: tuple[SourceRow, ...]


def part_anchor(part: str) -> str:
    """Where the page tells a part of the story: `who-does-what`, or for an audience `variant-customers`."""
    return part.replace("_", "-") if part in PARTS else f"variant-{part}"


def story_links(text: str, reader: Reader) -> tuple[Link, ...]:
    """The parts of the story that a message's `from_story` names, where they are told; none where it names none."""
    if (file := reader.handbook.shared.get("story")) is None:
        return ()
    titles = reader.schemas.story_titles
    return tuple(
        Link(reader.read(titles[part]), f"{reader.base}story/#{part_anchor(part)}")
        for part in named_parts(text, titles, file.data)
    )


def story_page(file: SharedFile, reader: Reader) -> StoryPage:
    """The page of the story in `file`."""
    story, fields = file.data, reader.schemas.fields["story"].children
    cited = shared_citations(reader, "story")
    told = {key: show(field, story[key], reader, cited) for key, field in fields.items() if key in story}
    variants = story.get("variants", ())
    audiences = {variant["audience"] for variant in variants}
    labels = reader.schemas.fields["story"].children["variants"].items
    every = labels.children["audience"].labels if labels else {}
    return StoryPage(
        str(story.get("title", "")),
        str(story["why"]),
        tuple((part_anchor(part), told[part]) for part in PARTS if part in told and part not in ("why", "plot")),
        told.get("plot"),
        tuple(_variant(variant, story["why"], reader) for variant in variants),
        tuple(reader.read(words) for audience, words in every.items() if audience not in audiences),
        tuple(_role(role, reader) for role in story.get("roles", ())),
        _without_role(story, reader),
        _messages(story, reader),
        source_rows(cited, reader.handbook.sources_shared, reader),
    )


def _variant(variant: Mapping[str, Any], why: str, reader: Reader) -> Variant:
    audience = variant["audience"]
    return Variant(
        part_anchor(audience),
        reader.value_label(audience, "variants", 0, "audience", kind="story"),
        variant["why"],
        variant["text"],
        keeps_why(variant["why"], why),
        shared_words(variant["why"], why),
    )


def _role(role: Mapping[str, Any], reader: Reader) -> Role:
    persona = reader.handbook.personas.get(role["persona"])
    return Role(reader.link("persona", role["persona"]), standing_apart(persona, reader), role["part"])


def standing_apart(persona: Persona | None, reader: Reader) -> str:
    """What sets a persona apart from those that are validated and served, in words: draft, retired, anti-persona."""
    if persona is None:
        return ""
    if persona.status != "validated":
        return reader.value_label(persona.status, "status")
    return "" if persona.kind == "persona" else reader.value_label(persona.kind, "kind")


def _without_role(story: Mapping[str, Any], reader: Reader) -> Part[Link]:
    """Those whom we serve, and whom the story does not mention."""
    placed = {role["persona"] for role in story.get("roles", ())}
    missing = [
        persona.id
        for persona in reader.handbook.personas.values()
        if persona.kind == "persona" and persona.status != "retired" and persona.id not in placed
    ]
    return Part(tuple(reader.link("persona", id) for id in missing[:MOST_GAPS]), max(0, len(missing) - MOST_GAPS))


def _messages(story: Mapping[str, Any], reader: Reader) -> Part[Derived]:
    found = list(_from_story(reader))
    rows = tuple(_derived(place, message, story, reader) for place, message in found[:MOST_MESSAGES])
    return Part(rows, len(found) - len(rows))


def _from_story(reader: Reader) -> Iterator[tuple[Place, Mapping[str, Any]]]:
    for place in places(reader.handbook):
        for message in place.stage.get("messages", ()):
            if "from_story" in message:
                yield place, message


def _derived(place: Place, message: Mapping[str, Any], story: Mapping[str, Any], reader: Reader) -> Derived:
    claimed = message["from_story"]
    parts = named_parts(claimed, reader.schemas.story_titles, story)
    if not parts:
        verdict = "story_no_such_part"
    else:
        verdict = "story_message_omits" if omits_why(message, parts, story) else "story_message_keeps"
    return Derived(
        message["text"],
        reader.link("persona", place.persona.id),
        stage_link(place, reader),
        claimed,
        story_links(claimed, reader),
        verdict,
    )
