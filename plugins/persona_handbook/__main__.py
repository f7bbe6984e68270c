"""`python -m persona_handbook` is the `handbook` command."""

from persona_handbook.cli import run

run()
