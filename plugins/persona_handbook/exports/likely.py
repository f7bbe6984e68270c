"""Who somebody may be, as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from persona_handbook.views.cues import cue_table
from persona_handbook.views.finder import Answers, Match, rank
from persona_handbook.views.reader import Reader

MOST = 6


def likely(reader: Reader, answers: Answers) -> str:
    """The likeliest personas with their reasons, then what would decide between the best."""
    ranking = rank(cue_table(reader), answers)
    if not ranking.matches:
        return reader.say("finder_nobody")
    lines = [line for match in ranking.matches[:MOST] for line in _told(match, reader)]
    if ranking.questions:
        lines += ["", reader.say("finder_decide")]
    lines += [f"  “{asked.text}” ({reader.say('finder_for')} {asked.cues.name})" for asked in ranking.questions]
    return "\n".join(lines)


def _told(match: Match, reader: Reader) -> Iterator[str]:
    strengths = (reader.say("finder_weak"), reader.say("finder_possible"), reader.say("finder_strong"))
    yield f"{match.cues.name} ({match.cues.id}), {match.cues.title}: {strengths[match.strength]}"
    for reason in match.reasons:
        yield f"  {reason.heard}: “{reason.cue}” ({reason.label})"
