"""A journey as a file to take along: a picture, a Mermaid diagram, CJML."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from persona_handbook.model.persona import Journey, Persona
from persona_handbook.rendering.writer import Writer
from persona_handbook.views.emotions import stage_name
from persona_handbook.views.journey_picture import journey_picture
from persona_handbook.views.touchpoint_log import touchpoint_log

_MERMAID_MARKS = str.maketrans({"#": "", ";": ",", ":": " –"})
"""In the grammar of journeys, `#` and `;` end a line and `:` ends a name; nothing escapes them."""


def svg(writer: Writer, persona: Persona, journey: Journey) -> str:
    """The journey as a picture that needs nothing else."""
    reader = writer.reader
    picture = journey_picture(persona, journey, reader)
    return writer.html("journey.svg.j2", reader, picture=picture, language=reader.language)


def cjml(writer: Writer, persona: Persona, journey: Journey) -> str:
    """The journey in the Customer Journey Modelling Language, 2.0."""
    reader = writer.reader
    return writer.html("journey.cjml.xml.j2", reader, log=touchpoint_log(persona, journey, reader))


def mermaid(writer: Writer, persona: Persona, journey: Journey) -> str:
    """The journey as a Mermaid diagram, whose scores go from 1 to 5 where ours go from −2 to +2.

    Mermaid draws no gaps: a stage without a score is left out.
    """
    lines = ["journey", f"    title {_tame(journey.title)}"]
    for stage, score in zip(journey.stages, journey.scores, strict=True):
        if score is not None:
            lines.append(f"    section {_tame(stage_name(journey, stage, writer.reader))}")
            lines.append(
                f"      {_tame(stage['emotion']['label'])}: {score + 3:g}: {_tame(persona.name).replace(',', '')}"
            )
    return "\n".join(lines) + "\n"


FILES: Mapping[str, Callable[[Writer, Persona, Journey], str]] = {"svg": svg, "mmd": mermaid, "cjml.xml": cjml}
"""What writes a journey, by the end of the file's name."""


def _tame(text: str) -> str:
    """A text that Mermaid reads as one name: on one line, without marks of its grammar or the words that begin one."""
    tame = re.sub(r"\s+", " ", text.translate(_MERMAID_MARKS).replace("%%", "%")).strip()
    return f"“{tame}”" if re.match(r"(journey|title|section|accTitle|accDescr)\b", tame, re.IGNORECASE) else tame or "–"
