"""`handbook lead`."""

from __future__ import annotations

from pathlib import Path

import click

from persona_handbook.commands.shared import language_option, out_option, personas_option, put, reader_of


@click.group()
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
@out_option
@personas_option
@language_option
def lead_check(contacts: Path, form: str, out: Path | None, personas: Path, lang: str) -> None:
    """Say for each contact in CONTACTS whether it is a lead by lead.yml, and why.

    CONTACTS is a CSV file in UTF-8, separated by commas, semicolons or tabs, whose columns are headed by the fields of
    the criteria. Exit code 0 whatever the contacts are, 1 if the handbook has errors, 2 if CONTACTS cannot be read or
    there is no lead.yml.
    """
    from persona_handbook.exports.contacts import ContactsError, read_contacts
    from persona_handbook.exports.lead_check import check_leads, criteria_of
    from persona_handbook.exports.lead_report import report

    reader = reader_of(personas, lang)
    if (definition := reader.handbook.shared.get("lead")) is None:
        raise click.UsageError(reader.say("no_lead_file", folder=personas))
    try:
        found = check_leads(read_contacts(contacts.read_bytes()), criteria_of(definition.data))
    except OSError as error:
        raise click.UsageError(reader.say("csv_unreadable", file=contacts, why=error.strerror)) from None
    except ContactsError as error:
        why = reader.say(error.key, **error.values)
        raise click.UsageError(reader.say("csv_unreadable", file=contacts, why=why)) from None
    put(out, report(found, form, reader))
