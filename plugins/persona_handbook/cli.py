"""The `handbook` command: parses arguments, calls, prints. Exit 0 clean, 1 findings, 2 usage, 3 internal error."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from persona_handbook import __version__
from persona_handbook.problems import Problem, Severity

if TYPE_CHECKING:
    from persona_handbook.catalogues import Catalogue
    from persona_handbook.loading import Loaded
    from persona_handbook.model.handbook import Handbook
    from persona_handbook.reports.report import Report
    from persona_handbook.schema.catalogue import Schemas

FORMATS = ("text", "github", "gitlab", "sarif", "junit", "rdjson", "json")

FOUND, USAGE, INTERNAL, INTERRUPTED = 1, 2, 3, 130


class CannotWrite(click.ClickException):
    """A file cannot be written: no fault of the personas."""

    exit_code = USAGE


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
@_personas
@_language
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
    problems = [problem for problem in found.problems if _within(problem.file, paths, personas)]
    checked = [file for file in found.files if _within(file, paths, personas)]
    around = way_from_top(_absolute(personas).parent)
    ids = {Path(file).stem for file in checked}
    levels = {id: standing for id, standing in found.levels.items() if id in ids}
    report = Report(problems, checked, words, lines_of(_absolute(personas)), around, levels)
    printed = format_of_ci() if form == "auto" else form
    if problems or printed not in ("text", "github"):
        click.echo(in_format(printed, report))
    if printed in ("text", "github"):
        click.echo(_verdict(problems, len(checked), words))
    for output_form, file in files:
        _write(file, in_format(output_form, report) + "\n")
    if printed == "github" and (summary := os.environ.get("GITHUB_STEP_SUMMARY")):
        from persona_handbook.reports.github_summary import step_summary

        _write(Path(summary), step_summary(report) + "\n", append=True)
    if any(problem.severity is Severity.ERROR for problem in problems):
        sys.exit(FOUND)


@cli.command()
@click.argument("rule", required=False)
@_language
def explain(rule: str | None, lang: str) -> None:
    """Say what RULE refuses, why, and how to keep it; without RULE, list all rules."""
    from persona_handbook.catalogues import catalogue
    from persona_handbook.checks.rules import RULES
    from persona_handbook.exports.explanation import explained, listed
    from persona_handbook.model.words import nearest

    words = catalogue(lang)
    if rule is None:
        click.echo(listed(words))
    elif rule in RULES:
        click.echo(explained(rule, words))
    else:
        meant = nearest(rule, {id: id for id in RULES})
        hint = words.say("rule_meant", rule=meant) if meant else words.say("rules_listed")
        raise click.UsageError(f"{words.say('no_such_rule', rule=rule)} {hint}")


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
        raise CannotWrite(f"{error.filename or out}: {error.strerror}") from error
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
    from persona_handbook.exports.data import personas_json

    schemas = _schemas(personas)
    _put(out, personas_json(_handbook(personas, schemas, lang), schemas))


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
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="File to write; without it, print.")
@_personas
@_language
def export_journey(persona: str, journey: str, form: str, out: Path | None, personas: Path, lang: str) -> None:
    """One JOURNEY of a PERSONA, each by its id: as a picture, a Mermaid diagram, or CJML."""
    from persona_handbook.catalogues import catalogue
    from persona_handbook.exports.journey import NoSuchJourneyError, journey_file
    from persona_handbook.model.policy import build_day
    from persona_handbook.views.reader import Reader

    schemas = _schemas(personas)
    words = catalogue(lang)
    reader = Reader(_handbook(personas, schemas, lang), schemas, words, build_day())
    try:
        text = journey_file(reader, persona, journey, form)
    except NoSuchJourneyError as error:
        raise click.UsageError(words.say(error.key, id=error.id, known=", ".join(error.known[:24]))) from None
    _put(out, text)


@export.command("messages")
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "xlsx"]),
    default="csv",
    show_default=True,
    help="Comma-separated text, or an Excel workbook.",
)
@click.option(
    "--output",
    "--out",
    "output",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="File to write.",
)
@_personas
@_language
def export_messages(form: str, output: Path, personas: Path, lang: str) -> None:
    """The message plan: every message, then every empty cell in the order of the content plan."""
    from persona_handbook.catalogues import catalogue
    from persona_handbook.model.policy import build_day
    from persona_handbook.rendering.message_files import message_file
    from persona_handbook.views.reader import Reader

    schemas = _schemas(personas)
    reader = Reader(_handbook(personas, schemas, lang), schemas, catalogue(lang), build_day())
    try:
        output.write_bytes(message_file(form, reader))
    except OSError as error:
        raise CannotWrite(f"{output}: {error.strerror}") from error


@cli.command()
@click.argument("title", default="")
@click.option("--words", default="", help="Words that were heard.")
@click.option("--size", default="", help="People in the company, in figures or by name, such as SME.")
@_personas
@_language
def who(title: str, words: str, size: str, personas: Path, lang: str) -> None:
    """Say who somebody may be, by their job TITLE, what they say and the size of their company; and why."""
    from persona_handbook.catalogues import catalogue
    from persona_handbook.exports.likely import likely
    from persona_handbook.model.policy import build_day
    from persona_handbook.views.finder import Answers
    from persona_handbook.views.reader import Reader

    schemas = _schemas(personas)
    reader = Reader(_handbook(personas, schemas, lang), schemas, catalogue(lang), build_day())
    click.echo(likely(reader, Answers(title, words, size)))


@cli.group()
def lead() -> None:
    """Use the lead definition of marketing and sales."""


@lead.command("check")
@click.argument("contacts", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "csv"]),
    default="text",
    show_default=True,
    help="What is written: text to read, data for software, or a table for a spreadsheet.",
)
@click.option(
    "--output", "out", type=click.Path(path_type=Path, dir_okay=False), help="File to write; without it, print."
)
@_personas
@_language
def lead_check(contacts: Path, form: str, out: Path | None, personas: Path, lang: str) -> None:
    """Say for each contact in CONTACTS whether it is a lead by lead.yml, and why.

    CONTACTS is a CSV file in UTF-8, separated by commas, semicolons or tabs, whose columns are headed by the fields of
    the criteria. Exit code 0 whatever the contacts are, 1 if the handbook has errors, 2 if CONTACTS cannot be read or
    there is no lead.yml.
    """
    from persona_handbook.catalogues import catalogue
    from persona_handbook.exports.contacts import ContactsError, read_contacts
    from persona_handbook.exports.lead_check import check_leads, criteria_of
    from persona_handbook.exports.lead_report import report
    from persona_handbook.model.policy import build_day
    from persona_handbook.views.reader import Reader

    schemas, words = _schemas(personas), catalogue(lang)
    handbook = _handbook(personas, schemas, lang)
    if (definition := handbook.shared.get("lead")) is None:
        raise click.UsageError(words.say("no_lead_file", folder=personas))
    try:
        found = check_leads(read_contacts(contacts.read_bytes()), criteria_of(definition.data))
    except OSError as error:
        raise click.UsageError(words.say("csv_unreadable", file=contacts, why=error.strerror)) from None
    except ContactsError as error:
        why = words.say(error.key, **error.values)
        raise click.UsageError(words.say("csv_unreadable", file=contacts, why=why)) from None
    _put(out, report(found, form, Reader(handbook, schemas, words, build_day())))


@cli.command()
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
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="File to write; without it, print.")
@_personas
@_language
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
    from persona_handbook.model.policy import build_day
    from persona_handbook.views.reader import Reader

    if listing and (history or since):
        raise click.UsageError(catalogue(lang).say("list_is_of_today"))
    schemas, today = _schemas(personas), build_day()
    reader = Reader(_handbook(personas, schemas, lang), schemas, catalogue(lang), today)
    if listing:
        _put(out, listed(gaps(reader.handbook), form, reader))
        return
    try:
        earlier = past(personas, today, since.date() if since else None) if history or since else ()
    except HistoryError as error:
        raise click.UsageError(f"--history: {error}") from error
    _put(out, figures((*earlier, state(reader.handbook, today)), form, reader))


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
        if not _absolute(path).is_relative_to(_absolute(personas)):
            raise click.UsageError(words.say("not_in_folder", path=path, folder=personas))
    return personas, paths


def _output(output: str, words: Catalogue) -> tuple[str, Path]:
    """The format and the file of an --output."""
    form, _, file = output.partition("=")
    if form not in FORMATS or not file:
        raise click.UsageError(words.say("bad_output", output=output, formats=", ".join(FORMATS)))
    return form, Path(file)


def _changed(personas: Path, reference: str | None) -> frozenset[str] | None:
    from persona_handbook.history.changes import changed_files
    from persona_handbook.history.git import HistoryError

    try:
        return None if reference is None else changed_files(personas, reference)
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


def _put(out: Path | None, text: str) -> None:
    """Write `text` to a file or, without one, print it."""
    if out is None:
        click.echo(text, nl=False)
    else:
        _write(out, text)


def _write(file: Path, text: str, *, append: bool = False) -> None:
    try:
        with file.open("a" if append else "w", encoding="utf-8", newline="\n") as opened:
            opened.write(text)
    except OSError as error:
        raise CannotWrite(f"{file}: {error.strerror}") from error


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


def _handbook(personas: Path, schemas: Schemas, lang: str) -> Handbook:
    """The handbook without errors; where there are some, they are shown and the command ends."""
    from persona_handbook.catalogues import catalogue
    from persona_handbook.reading.lines import lines_of
    from persona_handbook.reports.report import Report
    from persona_handbook.reports.text import text as in_text

    loaded = _load(personas, schemas)
    if loaded.failed or loaded.handbook is None:
        errors = [problem for problem in loaded.problems if problem.severity is Severity.ERROR]
        click.echo(in_text(Report(errors, (), catalogue(lang), lines_of(_absolute(personas)))), err=True)
        sys.exit(FOUND)
    return loaded.handbook


def _load(personas: Path, schemas: Schemas) -> Loaded:
    from persona_handbook.loading import load

    return load(personas, schemas)


def run() -> None:
    """Run the command and end at once: to take a thousand personas apart in memory takes a while, and helps nobody."""
    try:
        main()
    except SystemExit as end:
        with suppress(BrokenPipeError):  # whoever read the output has had enough
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(end.code if isinstance(end.code, int) else INTERNAL)


def main() -> None:
    """Run the command; an error of ours is one line and exit code 3, unless HANDBOOK_TRACEBACK is set."""
    try:
        code = cli.main(prog_name="handbook", standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(INTERRUPTED)
    except Exception as error:
        if os.environ.get("HANDBOOK_TRACEBACK"):
            raise
        click.echo(f"handbook: internal error: {type(error).__name__}: {error}", err=True)
        sys.exit(INTERNAL)
