"""What several commands have in common."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from persona_handbook.problems import Severity

if TYPE_CHECKING:
    from persona_handbook.loading import Loaded
    from persona_handbook.model.handbook import Handbook
    from persona_handbook.schema.catalogue import Schemas
    from persona_handbook.views.reader import Reader

FOUND, USAGE, INTERNAL, INTERRUPTED = 1, 2, 3, 130


class CannotWrite(click.ClickException):
    """A file cannot be written: no fault of the personas."""

    exit_code = USAGE


language_option = click.option(
    "--lang", type=click.Choice(["en", "fr"]), default="en", envvar="HANDBOOK_LANG", help="Language of what is said."
)
personas_option = click.option(
    "--personas",
    type=click.Path(path_type=Path),
    default=Path("personas"),
    show_default=True,
    help="The folder that holds handbook.yml and the segments.",
)
out_option = click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), help="File to write; without it, print."
)


def reader_of(personas: Path, lang: str) -> Reader:
    """Somebody who reads the handbook today; where it has errors, they are shown and the command ends."""
    from persona_handbook.catalogues import catalogue
    from persona_handbook.model.policy import build_day
    from persona_handbook.views.reader import Reader

    schemas = schemas_of(personas)
    return Reader(handbook_of(personas, schemas, lang), schemas, catalogue(lang), build_day())


def put(out: Path | None, text: str) -> None:
    """Write `text` to a file or, without one, print it."""
    if out is None:
        click.echo(text, nl=False)
    else:
        write(out, text)


def write(file: Path, text: str, *, append: bool = False) -> None:
    try:
        with file.open("a" if append else "w", encoding="utf-8", newline="\n") as opened:
            opened.write(text)
    except OSError as error:
        raise CannotWrite(f"{file}: {error.strerror}") from error


def absolute(path: Path) -> Path:
    """The path without dots, but with its links: problems name files by the names that people know."""
    return Path(os.path.abspath(path))


def schemas_of(personas: Path) -> Schemas:
    from persona_handbook.schema.bundle import SchemaError, find_schema_folder
    from persona_handbook.schema.catalogue import load_schemas

    try:
        return load_schemas(find_schema_folder(personas))
    except SchemaError as error:
        raise click.UsageError(str(error)) from error


def handbook_of(personas: Path, schemas: Schemas, lang: str) -> Handbook:
    """The handbook without errors; where there are some, they are shown and the command ends."""
    from persona_handbook.catalogues import catalogue
    from persona_handbook.reading.lines import lines_of
    from persona_handbook.reports.report import Report
    from persona_handbook.reports.text import text as in_text

    loaded = loaded_from(personas, schemas)
    if loaded.failed or loaded.handbook is None:
        errors = [problem for problem in loaded.problems if problem.severity is Severity.ERROR]
        click.echo(in_text(Report(errors, (), catalogue(lang), lines_of(absolute(personas)))), err=True)
        sys.exit(FOUND)
    return loaded.handbook


def loaded_from(personas: Path, schemas: Schemas) -> Loaded:
    from persona_handbook.loading import load

    return load(personas, schemas)
