"""The shared story and what claims to come from it: the same why in other words, and messages that carry it.

Words are compared, not meanings: a text that keeps the why shares a telling word with it. That finds what omits the
why or tells another one; that the same words say the contrary, only people can see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from persona_handbook.checks.context import Context, said, words_in
from persona_handbook.checks.vocabulary import vocabulary
from persona_handbook.model.handbook import Handbook
from persona_handbook.model.persona import Persona
from persona_handbook.model.words import Words, nearest
from persona_handbook.problems import Problem

PARTS = ("why", "goals_benefits", "who_does_what", "how", "plot")
"""The parts of the story, in the order of its page; what it tells to one audience is a part by the audience's name."""
_STEM, _SHORTEST, _SHARED = 5, 4, 2
_ORIGINS = frozenset({"from_story", "channel", "department"})
"""What a message holds beside its words."""
_WORD = re.compile(r"\w+")


def stems(text: str) -> dict[str, str]:
    """The telling words of a text as they first stand in it, by their first letters: endings do not matter."""
    telling = words_in(text.casefold().encode()) - vocabulary().stop_words
    kept = {word.decode(): word.decode().removesuffix("s")[:_STEM] for word in telling if len(word) >= _SHORTEST}
    return {kept[word]: word for word in reversed(_WORD.findall(text.casefold())) if word in kept}


def shared_words(text: str, mother: str) -> tuple[str, ...]:
    """The telling words of `text` that `mother` has as well, in the order of the text."""
    of_mother = stems(mother)
    return tuple(word for stem, word in reversed(stems(text).items()) if stem in of_mother)


def keeps_why(why: str, mother: str) -> bool:
    """Whether a variant's why is that of the story: they share two telling words, or all where there is but one."""
    return len(shared_words(why, mother)) >= min(_SHARED, len(stems(why)))


def told_parts(story: Mapping[str, Any]) -> dict[str, str]:
    """The text of each part that the story has: of `PARTS`, then of each audience that it is told to."""
    parts = {part: story[part] for part in PARTS[:-1] if part in story}
    if "plot" in story:
        parts["plot"] = " ".join(map(said, story["plot"]))
    for variant in story.get("variants", ()):
        parts.setdefault(variant["audience"], f"{variant['why']} {variant['text']}")
    return parts


def named_parts(text: str, titles: Mapping[str, Words], story: Mapping[str, Any]) -> tuple[str, ...]:
    """The parts that a `from_story` names: by key, by title in any language, or all by the title of the story."""
    said_text = _spaced(text)
    told = told_parts(story)
    named = tuple(part for part in told if any(name in said_text for name in _names(part, titles)))
    whole = "title" in story and _spaced(story["title"]) in said_text
    return named or (("why",) if whole else ())


def _names(part: str, titles: Mapping[str, Words]) -> list[str]:
    return [_spaced(part.replace("_", " ")), *map(_spaced, titles.get(part, {}).values())]


def _spaced(text: str) -> str:
    return f" {' '.join(_WORD.findall(text.casefold().replace('_', ' ')))} "


def omits_why(message: Mapping[str, Any], parts: tuple[str, ...], story: Mapping[str, Any]) -> bool:
    """Whether a message shares no telling word with the why, nor with the parts that it claims to come from."""
    words = " ".join(str(text) for key, text in message.items() if key not in _ORIGINS and not key.startswith("x_"))
    told = told_parts(story)
    return not shared_words(words, " ".join([told["why"], *(told[part] for part in parts)]))


def story_messages(persona: Persona, context: Context) -> Iterator[Problem]:
    """001: messages are told from the shared story, so that all departments say the same in other words."""
    story = context.handbook.shared.get("story")
    told = story.data if story else {}
    for path, message in _from_story(persona):
        text = message["from_story"]
        parts = named_parts(text, context.story_titles, told)
        if not parts:
            titles = {part: context.story_titles.get(part, {"en": part}) for part in told_parts(told)}
            names = {name.casefold(): name for words in titles.values() for name in words.values()}
            values = {"text": text[:60], "meant": nearest(text, names), "allowed": list(titles.values())}
            yield persona.document.problem("not-in-story", path, **values)
        elif omits_why(message, parts, told):
            yield persona.document.problem("message-without-why", path, text=text[:60])


def _from_story(persona: Persona) -> Iterator[tuple[tuple[str | int, ...], Mapping[str, Any]]]:
    for index, journey in enumerate(persona.data.get("journeys", ())):
        for number, stage in enumerate(journey["stages"]):
            for place, message in enumerate(stage.get("messages", ())):
                if "from_story" in message:
                    yield ("journeys", index, "stages", number, "messages", place, "from_story"), message


def variants(handbook: Handbook) -> Iterator[Problem]:
    """001: one mother story; its variants tell the same why to other ears."""
    if (story := handbook.shared.get("story")) is None:
        return
    for index, variant in enumerate(story.data.get("variants", ())):
        if not keeps_why(variant["why"], story.data["why"]):
            yield story.document.problem("other-why", ("variants", index, "why"))
