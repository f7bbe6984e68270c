"""The `handbook` command: parses arguments, calls, prints. Exit 0 clean, 1 findings, 2 usage, 3 internal error."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from persona_handbook import __version__

if TYPE_CHECKING:
    from persona_handbook.loading import Loaded
    from persona_handbook.schema.catalogue import Schemas

FOUND, USAGE, INTERNAL = 1, 2, 3

_language = click.option(
    "--lang", type=click.Choice(["en", "fr"]), default="en", envvar="HANDBOOK_LANG", help="Language of what is said."
)
_personas = click.option(
    "--personas",
    type=click.Path(path_type=Path),
    default=Path("personas"),
    show_default=True,
    help="The folder that holds handbook.yml and the segments.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def cli() -> None:
    """Customer personas as YAML files: checked, shown as a handbook, exported."""


@cli.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@_personas
@_language
def check(paths: tuple[Path, ...], personas: Path, lang: str) -> None:
    """Check personas, or only the files and folders in PATHS.

    A path that is itself a folder of personas (it holds handbook.yml) is checked in place of --personas.
    """
    from persona_handbook.catalogues import catalogue
    from persona_handbook.reports.text import text_report

    words = catalogue(lang)
    for path in paths:
        if not path.exists():
            raise click.UsageError(words.say("no_such_path", path=path))
    if paths and (paths[0] / "handbook.yml").is_file():
        personas, paths = paths[0], paths[1:]
    elif paths and not personas.is_dir():
        personas = _folder_around(paths[0]) or personas
    for path in paths:
        if not _absolute(path).is_relative_to(_absolute(personas)) and not path.samefile(personas):
            raise click.UsageError(words.say("not_in_folder", path=path, folder=personas))
    loaded = _load(personas, _schemas(personas))
    problems = [problem for problem in loaded.problems if _within(problem.file, paths, personas)]
    if problems:
        click.echo(text_report(problems, words))
        click.echo(words.say("problems_found", n=len(problems)))
        sys.exit(FOUND)
    handbook = loaded.handbook
    click.echo(words.say("all_is_well", n=len(handbook.personas) if handbook else 0))


@cli.command()
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="Folder to write into.")
@_personas
@_language
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
        raise click.ClickException(f"{error.filename or out}: {error.strerror}") from error
    click.echo(catalogue(lang).say("pages_written", n=count, out=out))


@cli.group()
def export() -> None:
    """Write the handbook's data for other software."""


@export.command("json")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="File to write; without it, print.")
@_personas
@_language
def export_json(out: Path | None, personas: Path, lang: str) -> None:
    """All personas as one JSON document."""
    from persona_handbook.catalogues import catalogue
    from persona_handbook.exports.data import personas_json
    from persona_handbook.reports.text import text_report

    schemas = _schemas(personas)
    loaded = _load(personas, schemas)
    if loaded.failed or loaded.handbook is None:
        click.echo(text_report(loaded.problems, catalogue(lang)), err=True)
        sys.exit(FOUND)
    text = personas_json(loaded.handbook, schemas)
    if out is None:
        click.echo(text, nl=False)
        return
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"{out}: {error.strerror}") from error


@cli.command()
@click.argument("name", metavar="SEGMENT/NAME")
@_personas
@_language
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
    schemas = _schemas(personas)
    loaded = _load(personas, schemas)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(starter_file(persona, segment, schemas, loaded.handbook, words))
    except FileExistsError:
        raise click.UsageError(words.say("file_exists", path=path)) from None
    click.echo(words.say("file_started", path=path))


def _folder_around(path: Path) -> Path | None:
    """The folder of personas that `path` lies in."""
    return next(
        (parent for parent in (path.resolve(), *path.resolve().parents) if (parent / "handbook.yml").is_file()), None
    )


def _within(file: str, paths: tuple[Path, ...], personas: Path) -> bool:
    """Whether a problem's file is one of `paths` or lies in one of them."""
    place = _absolute(personas).parent / file
    return not paths or any(place.is_relative_to(_absolute(path)) for path in paths)


def _absolute(path: Path) -> Path:
    """The path without dots, but with its links: problems name files by the names that people know."""
    return Path(os.path.abspath(path))


def _schemas(personas: Path) -> Schemas:
    from persona_handbook.schema.bundle import SchemaError, find_schema_folder
    from persona_handbook.schema.catalogue import load_schemas

    try:
        return load_schemas(find_schema_folder(personas))
    except SchemaError as error:
        raise click.UsageError(str(error)) from error


def _load(personas: Path, schemas: Schemas) -> Loaded:
    from persona_handbook.loading import load

    return load(personas, schemas)


def main() -> None:
    """Run the command; an error of ours is one line and exit code 3, unless HANDBOOK_TRACEBACK is set."""
    try:
        cli(prog_name="handbook")
    except Exception as error:
        if os.environ.get("HANDBOOK_TRACEBACK"):
            raise
        click.echo(f"handbook: internal error: {type(error).__name__}: {error}", err=True)
        sys.exit(INTERNAL)
