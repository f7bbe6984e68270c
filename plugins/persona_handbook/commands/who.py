"""`handbook who`."""

from __future__ import annotations

from pathlib import Path

import click

from persona_handbook.commands.shared import language_option, personas_option, reader_of


@click.command()
@click.argument("title", default="")
@click.option("--words", default="", help="Words that were heard.")
@click.option("--size", default="", help="People in the company, in figures or by name, such as SME.")
@personas_option
@language_option
def who(title: str, words: str, size: str, personas: Path, lang: str) -> None:
    """Say who somebody may be, by their job TITLE, what they say and the size of their company; and why."""
    from persona_handbook.exports.likely import likely
    from persona_handbook.views.finder import Answers

    click.echo(likely(reader_of(personas, lang), Answers(title, words, size)))
