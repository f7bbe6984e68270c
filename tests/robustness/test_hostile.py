"""Nothing a file can hold makes a traceback, a hang or 200 MB: each hostile file is one finding that names it.

Every command runs in a process of its own, some dozen hostile files to each: what one of them does to the process, it
does to the findings of the others as well. What each costs by itself, `python tests/fuzz/hostile.py` prints.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.fuzz.child import Ended, handbook
from tests.fuzz.corpus import BASE, DRAFT, FINE, NOT_FILES, REFUSED, Hostile

MOST_MEGABYTES = 200
TOGETHER = 12
"""Files checked by one process."""
SHARED = ("handbook", "story", "lead", "content", "glossary", "demo/segment")
"""Files of which a handbook holds one of a kind, by their names without `.yml`."""
ANYWHERE = {
    name: REFUSED[name]
    for name in (
        "twenty-megabytes-of-nothing",
        "nothing",
        "utf-16-with-a-mark",
        "latin-1",
        "nul",
        "merge-conflict",
        "alias-bomb",
        "merge-bomb",
        "list-that-holds-itself",
        "python-call",
        "brackets-and-braces",
        "hyphens-line-by-line",
        "hundred-thousand-entries",
        "unclosed-double-quote",
        "long-text",
    )
} | {name: NOT_FILES[name] for name in ("folder", "pipe", "socket", "link-without-an-end")}
"""What is refused before anybody asks which kind of file it is."""


def check(hostile: Mapping[str, Hostile], *, anyone: bool = False) -> Ended:
    """Check a handbook in which each of `hostile` stands at its name (without `.yml`)."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        personas = Path(shutil.copytree(BASE, Path(folder) / "personas"))
        for name, file in hostile.items():
            path = personas / f"{name}.yml"
            path.unlink(missing_ok=True)
            file.put(path)
        return handbook(Path(folder), "check", anyone=anyone)


def rules(said: str, name: str) -> list[str]:
    """The rules by which a report refuses `personas/NAME.yml`."""
    return re.findall(rf"^personas/{re.escape(name)}\.yml:\d+:\d+: error: .*\[([a-z-]+)\]$", said, re.MULTILINE)


def assert_calm(ended: Ended) -> None:
    """The process ended by itself, with an exit code of ours, without a word of Python's, and held little."""
    assert ended.code in (0, 1), ended.said[-2000:]
    assert "Traceback" not in ended.said
    assert "internal error" not in ended.said
    assert ended.megabytes <= MOST_MEGABYTES


@pytest.fixture(scope="module")
def persona_reports() -> dict[str, str]:
    """What the check says of each hostile persona, checked some dozen at a time."""
    everything = {f"demo/{name}": file for name, file in {**REFUSED, **NOT_FILES}.items() if name != "no-rights"}
    names = list(everything)
    said = {}
    for batch in (names[start : start + TOGETHER] for start in range(0, len(names), TOGETHER)):
        ended = check({name: everything[name] for name in batch})
        assert_calm(ended)
        said |= {name.removeprefix("demo/"): ended.said for name in batch}
    return said


@pytest.mark.parametrize("name", [name for name in (*REFUSED, *NOT_FILES) if name != "no-rights"])
def test_a_hostile_persona_is_refused_for_what_is_wrong_with_it(name: str, persona_reports: dict[str, str]) -> None:
    hostile = {**REFUSED, **NOT_FILES}[name]
    found = rules(persona_reports[name], f"demo/{name}")
    if hostile.causes:
        assert found == [hostile.rule] * hostile.causes
    else:
        assert hostile.rule in found


def test_a_file_that_may_not_be_read_is_one_finding() -> None:
    ended = check({"demo/no-rights": NOT_FILES["no-rights"]}, anyone=True)
    assert_calm(ended)
    assert rules(ended.said, "demo/no-rights") == ["file-unreadable"]


@pytest.mark.parametrize("name", ANYWHERE)
def test_the_same_is_refused_in_each_kind_of_file_that_all_share(name: str) -> None:
    ended = check(dict.fromkeys(SHARED, ANYWHERE[name]))
    assert_calm(ended)
    assert {file: rules(ended.said, file) for file in SHARED} == {file: [ANYWHERE[name].rule] for file in SHARED}


@pytest.mark.parametrize("name", ["link-to-itself", "link-to-nothing"])
def test_a_link_that_leads_nowhere_is_not_passed_over_in_silence(name: str) -> None:
    ended = check(dict.fromkeys(SHARED, NOT_FILES[name]))
    assert_calm(ended)
    assert {file: rules(ended.said, file) for file in SHARED} == {file: ["file-unreadable"] for file in SHARED}


def test_what_is_strange_and_fine_passes() -> None:
    ended = check({f"demo/{name}": file for name, file in FINE.items()})
    assert_calm(ended)
    assert ended.code == 0, ended.said


@pytest.fixture(scope="module")
def pages() -> Iterator[Path]:
    """The pages of everything that is strange and fine, made by one process."""
    with tempfile.TemporaryDirectory() as folder:
        personas = Path(shutil.copytree(BASE, Path(folder) / "personas"))
        for name, file in FINE.items():
            file.put(personas / "demo" / f"{name}.yml")
        assert_calm(ended := handbook(Path(folder), "render", "--out", "pages"))
        assert ended.code == 0, ended.said
        yield Path(folder) / "pages"


@pytest.mark.parametrize("name", FINE)
def test_what_is_strange_and_fine_has_a_page(name: str, pages: Path) -> None:
    assert "<h1" in (pages / "personas" / f"{name}.md").read_text(encoding="utf-8")


STRANGE_NAMES = {
    "a line end": b"ana\n::error::x.yml",
    "Latin-1": b"caf\xe9.yml",
    "a terminal escape": b"\x1b[2J.yml",
    "right to left": "\u202elmy.ana.yml".encode(),
    "251 capitals": b"A" * 251 + b".yml",
    "a hyphen at the start": b"--lang.yml",
    "nothing before the dot": b".yml",
    "spaces": b"   .yml",
    "a look-alike": "\u0430na.yml".encode(),
    "a template": b"{{7*7}}{0.__class__}%s.yml",
}


@pytest.mark.parametrize("name", STRANGE_NAMES)
def test_a_file_with_a_strange_name_is_one_finding_on_one_line(name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        personas = Path(shutil.copytree(BASE, Path(folder) / "personas"))
        (personas / "demo" / os.fsdecode(STRANGE_NAMES[name])).write_bytes(DRAFT)
        ended = handbook(Path(folder), "check")
    assert_calm(ended)
    findings = ended.said.splitlines()
    assert [line for line in findings if line.startswith("::") or not line.isprintable()] == []
    assert len([line for line in findings if re.search(r": error: .* \[bad-file-name\]$", line)]) == 1
    assert ended.code == 1


def test_folders_that_lead_in_circles_or_out_of_the_tree_are_not_followed() -> None:
    with tempfile.TemporaryDirectory() as folder:
        personas = Path(shutil.copytree(BASE, Path(folder) / "personas"))
        (personas / "demo" / "again").symlink_to("..")
        (personas / "outside").symlink_to(BASE / "demo")
        ended = handbook(Path(folder), "check")
    assert_calm(ended)
    assert set(re.findall(r"\[([a-z-]+)\]$", ended.said, re.MULTILINE)) == {"file-outside", "repeated-id"}


def test_folders_inside_folders_cost_nothing() -> None:
    with tempfile.TemporaryDirectory() as folder:
        personas = Path(shutil.copytree(BASE, Path(folder) / "personas"))
        (personas / "demo" / "/".join(["d"] * 400)).mkdir(parents=True)
        ended = handbook(Path(folder), "check")
    assert_calm(ended)
    assert ended.code == 0, ended.said


def test_no_tag_runs_anything() -> None:
    with tempfile.TemporaryDirectory() as folder:
        personas = Path(shutil.copytree(BASE, Path(folder) / "personas"))
        for name in ("handbook", "story", "demo/segment", "demo/ana-buyer"):
            (personas / f"{name}.yml").write_text("x: !!python/object/apply:os.mkdir [pwned]\n", encoding="utf-8")
        assert handbook(Path(folder), "check").code == 1
        assert sorted(path.name for path in Path(folder).iterdir()) == ["personas"]
