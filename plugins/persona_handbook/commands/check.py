"""`handbook check`."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from persona_handbook.problems import Problem, Severity

if TYPE_CHECKING:
    from persona_handbook.catalogues import Catalogue
    from persona_handbook.checking import Checked
    from persona_handbook.reports.report import Report

from persona_handbook.commands.shared import FOUND, absolute, language_option, personas_option, write

FORMATS = ("text", "github", "gitlab", "sarif", "junit", "rdjson", "json")


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["auto", *FORMATS]),
    default="auto",
    show_default=True,
    help="What is printed. auto: what the CI at hand reads, else text.",
)
@click.option(
    "--output",
    "outputs",
    multiple=True,
    metavar="FORMAT=FILE",
    help="Write a report to a file as well; may be repeated.",
)
@click.option(
    "--today", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="The day to check for, such as 2026-10-14."
)
@click.option(
    "--changed-since", metavar="REF", help="Only what changed since this commit or branch can fail for its age."
)
@click.option("--strict-dates", is_flag=True, help="Overdue reviews and other ages are errors.")
@click.option("--no-cache", is_flag=True, help="Check anew even if nothing has changed.")
@personas_option
@language_option
def check(
    paths: tuple[Path, ...],
    form: str,
    outputs: tuple[str, ...],
    today: datetime | None,
    changed_since: str | None,
    strict_dates: bool,
    no_cache: bool,
    personas: Path,
    lang: str,
) -> None:
    """Check personas, or only the files and folders in PATHS.

    A path that is itself a folder of personas (it holds handbook.yml) is checked in place of --personas. Errors make
    it fail, warnings do not.
    """
    from persona_handbook.catalogues import catalogue
    from persona_handbook.checking import check as check_folder
    from persona_handbook.model.policy import Policy, build_day
    from persona_handbook.reading.lines import lines_of
    from persona_handbook.reports.report import Report
    from persona_handbook.schema.bundle import SchemaError, find_schema_folder
    from persona_handbook.surroundings import format_of_ci, way_from_top

    words = catalogue(lang)
    personas, paths = _what_to_check(paths, personas, words)
    files = [_output(output, words) for output in outputs]
    policy = Policy(today.date() if today else build_day(), strict_dates, _changed(personas, changed_since))
    try:
        found = check_folder(personas, find_schema_folder(personas), policy, cached=not no_cache)
    except SchemaError as error:
        raise click.UsageError(str(error)) from error
    found = _only(found, paths, personas) if paths else found
    problems, around = found.problems, way_from_top(absolute(personas).parent)
    report = Report(problems, found.files, words, lines_of(absolute(personas)), around, found.levels)
    printed = format_of_ci() if form == "auto" else form
    if problems or printed not in ("text", "github"):
        click.echo(in_format(printed, report))
    if printed in ("text", "github"):
        click.echo(_verdict(problems, len(found.files), words))
    for output_form, file in files:
        write(file, in_format(output_form, report) + "\n")
    if printed == "github" and (summary := os.environ.get("GITHUB_STEP_SUMMARY")):
        from persona_handbook.reports.github_summary import step_summary

        write(Path(summary), step_summary(report) + "\n", append=True)
    if any(problem.severity is Severity.ERROR for problem in problems):
        sys.exit(FOUND)


def _what_to_check(paths: tuple[Path, ...], personas: Path, words: Catalogue) -> tuple[Path, tuple[Path, ...]]:
    """The folder of personas, and the files and folders in it that were asked for; none means all."""
    for path in paths:
        if not os.path.lexists(path):
            raise click.UsageError(words.say("no_such_path", path=path))
    if paths and (paths[0] / "handbook.yml").is_file():
        personas, paths = paths[0], paths[1:]
    elif paths and not personas.is_dir():
        personas = _folder_around(paths[0]) or personas
    if any(os.path.realpath(path) == os.path.realpath(personas) for path in paths):
        return personas, ()
    for path in paths:
        if not absolute(path).is_relative_to(absolute(personas)):
            raise click.UsageError(words.say("not_in_folder", path=path, folder=personas))
    return personas, paths


def _output(output: str, words: Catalogue) -> tuple[str, Path]:
    """The format and the file of an --output."""
    form, _, file = output.partition("=")
    if form not in FORMATS or not file:
        raise click.UsageError(words.say("bad_output", output=output, formats=", ".join(FORMATS)))
    return form, Path(file)


def _changed(personas: Path, reference: str | None) -> frozenset[str] | None:
    if reference is None:
        return None
    from persona_handbook.history.changes import changed_files
    from persona_handbook.history.git import HistoryError

    try:
        return changed_files(personas, reference)
    except HistoryError as error:
        raise click.UsageError(f"--changed-since {reference}: {error}") from error


def _verdict(problems: Sequence[Problem], personas: int, words: Catalogue) -> str:
    """The last line: how many errors and warnings, or that all is well."""
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    counts = {"errors_found": errors, "warnings_found": len(problems) - errors}
    said = [words.say(key, n=count) for key, count in counts.items() if count]
    return words.say("found", counts=", ".join(said)) if said else words.say("all_is_well", n=personas)


def in_format(form: str, report: Report) -> str:
    from persona_handbook.reports import formats  # not needed where all is well

    return formats.in_format(form, report)


def _folder_around(path: Path) -> Path | None:
    """The folder of personas that `path` lies in."""
    return next(
        (parent for parent in (path.resolve(), *path.resolve().parents) if (parent / "handbook.yml").is_file()), None
    )


def _only(found: Checked, paths: tuple[Path, ...], personas: Path) -> Checked:
    """What was found in the files and folders `paths`."""
    around, wanted = absolute(personas).parent, [absolute(path) for path in paths]

    def within(file: str) -> bool:
        return any((around / file).is_relative_to(path) for path in wanted)

    files = tuple(filter(within, found.files))
    ids = {Path(file).stem for file in files}
    levels = {id: standing for id, standing in found.levels.items() if id in ids}
    problems = tuple(problem for problem in found.problems if within(problem.file))
    return replace(found, problems=problems, files=files, levels=levels)
