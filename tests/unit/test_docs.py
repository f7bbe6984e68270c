"""What pages say is true: samples pass, commands exist and are tried out, rules have their page, in both languages."""

from __future__ import annotations

import ast
import re
import shutil
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from persona_handbook.checks.rules import RULES
from persona_handbook.cli import cli

REPOSITORY = Path(__file__).resolve().parents[2]
PAGES = sorted([REPOSITORY / "README.md", *REPOSITORY.glob("docs/*/*.md")])


def commands(group: click.Group, prefix: str = "") -> dict[str, click.Command]:
    found: dict[str, click.Command] = {}
    for name, command in group.commands.items():
        inner = commands(command, f"{prefix}{name} ") if isinstance(command, click.Group) else {}
        found |= inner or {f"{prefix}{name}": command}
    return found


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(REPOSITORY).as_posix())
def test_every_command_that_a_page_names_exists(page: Path) -> None:
    known = {name.split()[0] for name in commands(cli)}
    named = set(re.findall(r"(?:^|`|bin/)handbook ([a-z]+)", page.read_text(encoding="utf-8"), re.MULTILINE))
    assert named <= known


def test_the_readme_names_every_command_and_every_option() -> None:
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    for name, command in commands(cli).items():
        assert f"handbook {name}" in readme
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.opts[-1] in readme, f"{name} {parameter.opts[-1]}"


def _tried_out() -> set[tuple[str, str]]:
    """Every command with every word that some function among the tests holds beside it."""
    tried = set()
    for path in (REPOSITORY / "tests").rglob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                texts = [part.value for part in ast.walk(node) if isinstance(part, ast.Constant)]
                words = {word.partition("=")[0] for text in texts if isinstance(text, str) for word in text.split()}
                tried |= {(first, second) for first in words for second in words if second.startswith("-")}
    return tried


def test_every_option_of_every_command_is_tried_out() -> None:
    options = {
        (name.split()[0], parameter.opts[-1])
        for name, command in commands(cli).items()
        for parameter in command.params
        if isinstance(parameter, click.Option)
    }
    assert options - _tried_out() == set()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_rule_has_a_section_of_its_own_and_an_address_that_leads_there(language: str, tmp_path: Path) -> None:
    personas = REPOSITORY / "tests/examples/base/personas"
    arguments = ["render", "--out", str(tmp_path), "--lang", language, "--personas", str(personas)]
    assert CliRunner().invoke(cli, arguments).exit_code == 0
    for rule in RULES.values():
        assert f'id="{rule.id}"' in (tmp_path / f"rules/{rule.theme}.md").read_text(encoding="utf-8")
        redirect = (tmp_path / f"rules/{rule.id}/index.html").read_text(encoding="utf-8")
        assert f'content="0; url=../{rule.theme}/#{rule.id}"' in redirect


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_persona_shown_to_editors_passes(language: str, tmp_path: Path) -> None:
    shutil.copytree(REPOSITORY / "personas", tmp_path / "personas")
    (sample,) = [block for block in blocks(REPOSITORY / f"docs/{language}/contribute.md", "yaml") if "\nname:" in block]
    path = tmp_path / "personas" / "pharma" / "marc-maintenance.yml"
    path.write_text(sample, encoding="utf-8")
    checked = CliRunner().invoke(cli, ["check", "--personas", str(tmp_path / "personas")])
    assert checked.exit_code == 0, checked.output


def test_both_languages_have_the_same_pages_and_as_many_sections() -> None:
    english = {page.name: page for page in REPOSITORY.glob("docs/en/*.md")}
    french = {page.name: page for page in REPOSITORY.glob("docs/fr/*.md")}
    assert english.keys() == french.keys()
    for name, page in english.items():
        ours, theirs = (
            re.findall(r"^(#+) ", p.read_text(encoding="utf-8"), re.MULTILINE) for p in (page, french[name])
        )
        assert ours == theirs, name
