"""`handbook render`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from persona_handbook.commands.shared import FOUND, CannotWrite, language_option, personas_option


@click.command()
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="Folder to write into.")
@personas_option
@language_option
def render(out: Path, personas: Path, lang: str) -> None:
    """Write the pages of the handbook as Markdown and assets, for any site generator."""
    from persona_handbook.catalogues import catalogue
    from persona_handbook.exports.folder import write_folder
    from persona_handbook.exports.publication import publication

    made = publication(personas, lang)
    if made.report:
        click.echo(made.report, err=True)
        sys.exit(FOUND)
    try:
        count = write_folder(made.site, out)
    except OSError as error:
        raise CannotWrite(f"{error.filename or out}: {error.strerror}") from error
    click.echo(catalogue(lang).say("pages_written", n=count, out=out))
