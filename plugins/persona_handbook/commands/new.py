"""`handbook new`."""

from __future__ import annotations

from pathlib import Path

import click

from persona_handbook.commands.shared import language_option, loaded_from, personas_option, schemas_of


@click.command()
@click.argument("name", metavar="SEGMENT/NAME")
@personas_option
@language_option
def new(name: str, personas: Path, lang: str) -> None:
    """Start a persona: a commented file that passes as a draft."""
    from persona_handbook.catalogues import catalogue
    from persona_handbook.checks.identity import ID
    from persona_handbook.exports.starter import starter_file

    words = catalogue(lang)
    segment, _, persona = name.removesuffix(".yml").partition("/")
    if not (ID.fullmatch(segment) and ID.fullmatch(persona)):
        raise click.UsageError(words.say("bad_new_name", name=name))
    if not (personas / segment).is_dir():
        known = ", ".join(sorted(path.parent.name for path in personas.glob("*/segment.yml")))
        raise click.UsageError(words.say("no_such_segment", segment=segment, known=known))
    path = personas / segment / f"{persona}.yml"
    schemas = schemas_of(personas)
    loaded = loaded_from(personas, schemas)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(starter_file(persona, segment, schemas, loaded.handbook, words))
    except FileExistsError:
        raise click.UsageError(words.say("file_exists", path=path)) from None
    click.echo(words.say("file_started", path=path))
