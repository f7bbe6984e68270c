"""`handbook alignment`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from persona_handbook.commands.shared import language_option, out_option, personas_option, put, reader_of


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "csv"]),
    default="text",
    show_default=True,
    help="A table to read, or data.",
)
@click.option("--history", is_flag=True, help="With the figures of earlier days, from git.")
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="With the figures of earlier days, none before this one.",
)
@click.option("--list", "listing", is_flag=True, help="Name each thing that is missing, today.")
@out_option
@personas_option
@language_option
def alignment(
    form: str, history: bool, since: datetime | None, listing: bool, out: Path | None, personas: Path, lang: str
) -> None:
    """Say whether sales and marketing tell the same: what is missing between the files, one figure a question.

    With --history the last state of each day on which a file changed is counted too, twelve days at most.
    """
    from persona_handbook.catalogues import catalogue
    from persona_handbook.checks.gaps import gaps
    from persona_handbook.exports.alignment import figures, listed
    from persona_handbook.exports.trend import past, state
    from persona_handbook.history.git import HistoryError

    if listing and (history or since):
        raise click.UsageError(catalogue(lang).say("list_is_of_today"))
    reader = reader_of(personas, lang)
    if listing:
        put(out, listed(gaps(reader.handbook), form, reader))
        return
    try:
        earlier = past(personas, reader.today, since.date() if since else None) if history or since else ()
    except HistoryError as error:
        raise click.UsageError(f"--history: {error}") from error
    put(out, figures((*earlier, state(reader.handbook, reader.today)), form, reader))
