"""`handbook export`."""

from __future__ import annotations

from pathlib import Path

import click

from persona_handbook.commands.shared import (
    CannotWrite,
    handbook_of,
    language_option,
    out_option,
    personas_option,
    put,
    reader_of,
    schemas_of,
)


@click.group()
def export() -> None:
    """Write the handbook's data for other software."""


@export.command("json")
@out_option
@personas_option
@language_option
def export_json(out: Path | None, personas: Path, lang: str) -> None:
    """All personas as one JSON document."""
    from persona_handbook.rendering.pages.data import personas_json

    schemas = schemas_of(personas)
    put(out, personas_json(handbook_of(personas, schemas, lang), schemas).decode())


@export.command("journey")
@click.argument("persona")
@click.argument("journey")
@click.option(
    "--format",
    "form",
    type=click.Choice(["svg", "mermaid", "cjml"]),
    default="svg",
    show_default=True,
    help="A picture, a diagram, or data.",
)
@out_option
@personas_option
@language_option
def export_journey(persona: str, journey: str, form: str, out: Path | None, personas: Path, lang: str) -> None:
    """One JOURNEY of a PERSONA, each by its id: as a picture, a Mermaid diagram, or CJML."""
    from persona_handbook.exports.journey import NoSuchJourneyError, journey_file

    reader = reader_of(personas, lang)
    try:
        text = journey_file(reader, persona, journey, form)
    except NoSuchJourneyError as error:
        raise click.UsageError(reader.say(error.key, id=error.id, known=", ".join(error.known[:24]))) from None
    put(out, text)


@export.command("messages")
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "xlsx"]),
    default="csv",
    show_default=True,
    help="Comma-separated text, or an Excel workbook.",
)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="File to write.")
@personas_option
@language_option
def export_messages(form: str, out: Path, personas: Path, lang: str) -> None:
    """The message plan: every message, then every empty cell in the order of the content plan."""
    from persona_handbook.rendering.message_files import message_file

    content = message_file(form, reader_of(personas, lang))
    try:
        out.write_bytes(content)
    except OSError as error:
        raise CannotWrite(f"{out}: {error.strerror}") from error
