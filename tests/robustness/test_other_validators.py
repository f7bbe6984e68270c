"""Validators that others wrote give our verdict by our published schema, on every example and sample file."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from persona_handbook.checks.rules import RULES
from persona_handbook.loading import load
from persona_handbook.problems import Severity
from persona_handbook.rule_examples import load_example, typed_in
from persona_handbook.schema.bundle import KINDS
from persona_handbook.schema.catalogue import Schemas

REPOSITORY = Path(__file__).resolve().parents[2]
SCHEMA = REPOSITORY / "schema"
EXAMPLES = REPOSITORY / "tests" / "examples"
PACKAGES = ("ajv@8", "ajv-formats@3", "js-yaml@4")

Verdicts = Mapping[str, bool]
"""Whether a file is taken, by its name."""


NOT_SURVIVED = {
    "invalid/list-that-holds-itself/demo/ana-buyer.yml": "ends the process: what the list holds has no end",
    "invalid/merge-key-bomb/demo/ana-buyer.yml": "takes minutes: what the keys hold is a billion lamps",
    "invalid/alias-bomb/demo/ana-buyer.yml": "takes minutes, for the same reason",
}
"""What check-jsonschema is spared; Ajv is not."""

_STRICTER = "YAML that we refuse and they read"
OTHERWISE = {
    "invalid/alias-of-a-programmer/demo/ana-buyer.yml": _STRICTER,
    "invalid/control-character-in-quotes/demo/ana-buyer.yml": _STRICTER,
    "invalid/line-separator-from-a-layout-program/demo/ana-buyer.yml": _STRICTER,
    "invalid/programmer-type/demo/ana-buyer.yml": _STRICTER,
    "valid/variant/demo/ana-abroad.yml": "a group of a variant may hold a part only; they cannot see the other",
    "valid/text-as-typed/demo/ana-buyer.yml": "numbers and dates for them, for us text where the schema asks for text",
}
"""Where neither gives our verdict, and why."""
OTHERWISE_FOR_CHECK_JSONSCHEMA = {
    **OTHERWISE,
    "invalid/merge-key-of-a-programmer/demo/ana-buyer.yml": _STRICTER,
    "invalid/saved-as-utf-16/demo/ana-buyer.yml": _STRICTER,
}


@pytest.fixture(scope="module")
def handbooks(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The sample, and every example: its files over the base, or what its rule's page shows as wrong typed into it."""
    top = tmp_path_factory.mktemp("handbooks")
    made = {"sample": REPOSITORY / "personas", "base": EXAMPLES / "base" / "personas"}
    for example in sorted(EXAMPLES.glob("*valid/*/personas")):
        name = "/".join(example.parts[-3:-1])
        shutil.copytree(made["base"], top / name / "personas")
        made[name] = Path(shutil.copytree(example, top / name / "personas", dirs_exist_ok=True))
    for rule in RULES:
        if (typed := load_example(rule)) and typed.file:
            made[rule] = Path(shutil.copytree(made["base"], top / rule / "personas"))
            for name, text in {**typed.beside, typed.file: str(typed.wrong)}.items():
                file = made[rule] / name
                file.parent.mkdir(exist_ok=True)
                base = file.read_text(encoding="utf-8") if file.exists() else ""
                file.write_text(typed_in(typed, text, base) if name == typed.file else text, encoding="utf-8")
    return made


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """The files that a check reads, each with its kind."""
    for path in sorted(folder.glob("*.yml")):
        if path.stem in KINDS:
            yield path.stem, path
    for path in sorted(folder.glob("*/*.yml")):
        yield ("segment" if path.name == "segment.yml" else "persona"), path


@pytest.fixture(scope="module")
def files(handbooks: Mapping[str, Path]) -> Mapping[str, tuple[str, Path]]:
    """Kind and path of every file, by the example that it is of and its name; what lies in the base is there once."""
    base = {path.relative_to(handbooks["base"]): path.read_bytes() for _, path in _files(handbooks["base"])}
    return {
        f"{name}/{path.relative_to(folder)}": (kind, path)
        for name, folder in handbooks.items()
        for kind, path in _files(folder)
        if name == "base" or base.get(path.relative_to(folder)) != path.read_bytes()
    }


@pytest.fixture(scope="module")
def ours(handbooks: Mapping[str, Path], files: Mapping[str, tuple[str, Path]], schemas: Schemas) -> Verdicts:
    """A file is taken that can be read and has the shape that the schema asks for, whatever else is wrong with it."""
    refused = {
        f"{name}/{problem.file.removeprefix('personas/')}"
        for name, folder in handbooks.items()
        for problem in load(folder, schemas).problems
        if RULES[problem.rule].theme in ("file", "yaml", "schema")
        and problem.severity is Severity.ERROR
        and problem.rule not in ("bad-file-name", "incomplete")
    }
    return {name: name not in refused for name in files}


@pytest.fixture(scope="module")
def of_check_jsonschema(files: Mapping[str, tuple[str, Path]]) -> Verdicts:
    """One process for each kind of file, two for personas, all at once."""
    running = []
    for kind in KINDS:
        paths = [str(path) for name, (one, path) in files.items() if one == kind and name not in NOT_SURVIVED]
        command = [sys.executable, "-m", "check_jsonschema", "--output-format", "json", "--schemafile"]
        command.append(str(SCHEMA / f"{kind}.schema.json"))
        for part in (paths[::2], paths[1::2]) if kind == "persona" else (paths,):
            running.append(subprocess.Popen([*command, *part], stdout=subprocess.PIPE, text=True))
    refused = set()
    for process in running:
        said = json.loads(process.communicate()[0])
        refused |= {entry["filename"] for entry in (*said.get("errors", ()), *said.get("parse_errors", ()))}
    return {name: str(path) not in refused for name, (_, path) in files.items() if name not in NOT_SURVIVED}


@pytest.fixture(scope="module")
def packages(request: pytest.FixtureRequest) -> Path:
    """Ajv and what it needs, installed once into pytest's cache."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        pytest.skip("node and npm are not installed")
    assert request.config.cache is not None
    folder = request.config.cache.mkdir("ajv")
    if not all((folder / "node_modules" / package.partition("@")[0]).is_dir() for package in PACKAGES):
        get = [npm, "install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", str(folder), *PACKAGES]
        done = subprocess.run(get, capture_output=True, text=True, check=False)
        if done.returncode:
            missing = f"npm cannot install {' '.join(PACKAGES)}: {done.stderr[-300:]}"
            pytest.fail(missing) if os.environ.get("CI") else pytest.skip(missing)
    return folder


@pytest.fixture(scope="module")
def of_ajv(packages: Path, files: Mapping[str, tuple[str, Path]]) -> Verdicts:
    """One process for all."""
    asked: dict[str, Sequence[str]] = {
        f"{kind}.schema.json": [str(path) for one, path in files.values() if one == kind] for kind in KINDS
    }
    command = ["node", str(Path(__file__).with_name("verdicts.mjs")), str(packages), str(SCHEMA)]
    done = subprocess.run(command, input=json.dumps(asked), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    return {name: said[str(path)] for name, (_, path) in files.items()}


def _differing(ours: Verdicts, theirs: Verdicts) -> set[str]:
    return {name for name in theirs if ours[name] != theirs[name]}


def test_check_jsonschema_agrees_but_for_what_it_reads_otherwise(ours: Verdicts, of_check_jsonschema: Verdicts) -> None:
    assert _differing(ours, of_check_jsonschema) == OTHERWISE_FOR_CHECK_JSONSCHEMA.keys()


def test_ajv_agrees_but_for_what_it_reads_otherwise(ours: Verdicts, of_ajv: Verdicts) -> None:
    assert _differing(ours, of_ajv) == OTHERWISE.keys()


def test_both_verdicts_are_given_for_every_kind_of_file(files: Mapping[str, tuple[str, Path]], ours: Verdicts) -> None:
    agreed = ours.keys() - OTHERWISE_FOR_CHECK_JSONSCHEMA.keys() - NOT_SURVIVED.keys()
    assert {(files[name][0], ours[name]) for name in agreed} == {
        (kind, right) for kind in KINDS for right in (True, False)
    }
