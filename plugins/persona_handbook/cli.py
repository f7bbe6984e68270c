"""The `handbook` command. Exit 0 clean, 1 findings, 2 usage, 3 internal error."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

import click

from persona_handbook import __version__
from persona_handbook.collector import collector_at_rest
from persona_handbook.commands.alignment import alignment
from persona_handbook.commands.check import check
from persona_handbook.commands.explain import explain
from persona_handbook.commands.export import export
from persona_handbook.commands.lead import lead
from persona_handbook.commands.new import new
from persona_handbook.commands.render import render
from persona_handbook.commands.shared import INTERNAL, INTERRUPTED
from persona_handbook.commands.who import who


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def cli() -> None:
    """Customer personas as YAML files: checked, shown as a handbook, exported."""


for command in (check, explain, render, export, who, lead, alignment, new):
    cli.add_command(command)


def run() -> None:
    """Run the command and end at once: to take a thousand personas apart in memory takes a while, and helps nobody.

    Nor does it help to look through them for garbage.
    """
    try:
        with collector_at_rest():
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
