"""A check that is remembered says what a new one would say: the same where nothing has changed, never what was."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

import persona_handbook.loading
from persona_handbook import checking
from persona_handbook.catalogues import LANGUAGES
from persona_handbook.commands.check import FORMATS

Run = Callable[..., Result]

REPOSITORY = Path(__file__).resolve().parents[2]
EXAMPLES = REPOSITORY / "tests" / "examples"
ANA, ZOE = "demo/ana-buyer.yml", "demo/zoe-hotel.yml"


@pytest.fixture(autouse=True)
def handbook(personas: Path) -> Path:
    """The base handbook with every shared file and a schema of its own."""
    shutil.copytree(EXAMPLES / "valid" / "every-shared-file" / "personas", personas, dirs_exist_ok=True)
    shutil.copytree(REPOSITORY / "schema", personas.parent / "schema")
    return personas


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The handbooks that are really read, one entry a time."""
    seen: list[Path] = []
    really = persona_handbook.loading.load

    def load(root: Path, *rest: Any, **named: Any) -> Any:
        seen.append(root)
        return really(root, *rest, **named)

    monkeypatch.setattr(persona_handbook.loading, "load", load)
    return seen


def _said(result: Result) -> tuple[int, str]:
    return result.exit_code, result.output


def _stores(personas: Path) -> list[Path]:
    return sorted((personas.parent / "cache").rglob("check-*.json"))


# nothing has changed


def test_what_has_not_changed_is_not_read_again(run: Run, reads: list[Path]) -> None:
    first = _said(run("check"))
    assert (_said(run("check")), len(reads)) == (first, 1)


@pytest.fixture
def faulty(handbook: Path) -> Path:
    """A handbook with an error, a warning and a text in two languages, in a file whose name and lines hold accents."""
    with (handbook / ZOE).open("a", encoding="utf-8") as file:
        file.write("tags: [être 😀, être 😀]\n")
    ana = (handbook / ANA).read_text(encoding="utf-8")
    (handbook / "demo" / "zoé.yml").write_text(ana.replace("draft", "drafft"), encoding="utf-8")
    with (handbook / ANA).open("a", encoding="utf-8") as file:
        file.write("brands: [{name: '#1 #2'}]\nday: Light # from the left\n")
    return handbook


@pytest.mark.usefixtures("faulty")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", FORMATS)
def test_a_remembered_report_is_the_same_to_the_byte_in_every_format(
    form: str, language: str, run: Run, reads: list[Path]
) -> None:
    anew = _said(run("check", "--no-cache", "--format", form, "--lang", language))
    first = _said(run("check", "--format", form, "--lang", language))
    assert (first, len(reads)) == (anew, 2)
    assert (_said(run("check", "--format", form, "--lang", language)), len(reads)) == (anew, 2)
    assert anew[0] == 1


def test_one_memory_serves_every_format_language_and_path(faulty: Path, run: Run, reads: list[Path]) -> None:
    run("check")
    for arguments in (["--format", "json"], ["--lang", "fr"], [str(faulty / ANA)], ["--output", "sarif=a.sarif"]):
        run("check", *arguments)
    assert len(reads) == 1


WRONG = sorted(path.name for path in (EXAMPLES / "invalid").iterdir() if (path / "personas").is_dir())


@pytest.mark.parametrize("example", WRONG)
def test_every_mistake_is_remembered_as_it_was_found(
    example: str, lay_over: Callable[[Path], None], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_over(EXAMPLES / "invalid" / example)
    found = _said(run("check", "--format", "json", "--lang", "fr"))
    monkeypatch.setattr(persona_handbook.loading, "load", None)
    assert _said(run("check", "--format", "json", "--lang", "fr")) == found


# something has changed


def _edit(old: str, new: str, name: str) -> Callable[[Path], None]:
    def edit(personas: Path) -> None:
        text = (personas / name).read_text(encoding="utf-8")
        assert text.count(old) == 1
        (personas / name).write_text(text.replace(old, new), encoding="utf-8")

    return edit


def _to(name: str, new: str) -> Callable[[Path], Path]:
    return lambda personas: (personas / name).rename(personas / new)


def _link(name: str, target: str) -> Callable[[Path], None]:
    def link(personas: Path) -> None:
        (personas / name).unlink(missing_ok=True)
        (personas / name).symlink_to(target)

    return link


def _grown(personas: Path) -> None:
    with (personas / ANA).open("r+b") as file:
        file.truncate(300_000)


def _shorter(personas: Path) -> None:
    """The schema of all statements, which that of personas refers to."""
    shared = personas.parent / "schema/shared.schema.json"
    shared.write_text(
        shared.read_text(encoding="utf-8").replace('"maxLength": 600', '"maxLength": 9'), encoding="utf-8"
    )


def _without_personas(personas: Path) -> None:
    for path in personas.glob("demo/*-*.yml"):
        path.unlink()


def _folder_for(name: str) -> Callable[[Path], None]:
    def replace(personas: Path) -> None:
        (personas / name).unlink()
        (personas / name).mkdir()

    return replace


def _pipe(personas: Path) -> None:
    (personas / ANA).unlink()
    os.mkfifo(personas / ANA)


def _nothing(_: Path) -> None:
    """The base handbook is what the change starts from."""


def _with_portrait(personas: Path) -> None:
    (personas / "demo/ana.png").write_bytes(b"any picture")
    with (personas / ANA).open("a", encoding="utf-8") as file:
        file.write("portrait: {image: ana.png, alt: A lamp, credit: Orvelle, consent: not_applicable}\n")


def _with_linked_portrait(personas: Path) -> None:
    _with_portrait(personas)
    (personas / "pictures").mkdir()
    (personas / "demo/ana.png").rename(personas / "pictures/ana.png")
    (personas / "demo/ana.png").symlink_to("../pictures/ana.png")


def _with_last_segment(personas: Path) -> None:
    """A segment whose last file is the last of all."""
    (personas / "zz").mkdir()
    shutil.copy(personas / "demo/segment.yml", personas / "zz/segment.yml")
    text = (personas / ANA).read_text(encoding="utf-8")
    (personas / "zz/zzz-zora.yml").write_text(text.replace("name: Ana", "name: Zora"), encoding="utf-8")


def _with_linked_folder(personas: Path) -> None:
    (personas.parent / "elsewhere").mkdir()
    (personas / "far").symlink_to(personas.parent / "elsewhere")


def _with_linked_glossary(personas: Path) -> None:
    (personas / "glossary.yml").rename(personas / "words.txt")
    (personas / "other.txt").write_text("terms: []\nlamp: on\n", encoding="utf-8")
    (personas / "glossary.yml").symlink_to("words.txt")


CHANGES: Mapping[str, tuple[Callable[[Path], None], Callable[[Path], Any]]] = {
    "a persona": (_nothing, _edit("status: draft", "status: drafft", ANA)),
    "the length of a file that nobody reads": (_grown, lambda personas: os.truncate(personas / ANA, 400_000)),
    "a segment": (_nothing, _edit("method: survey", "method: surwey", "demo/segment.yml")),
    "the settings": (_nothing, _edit("id: service", "id: services", "handbook.yml")),
    "the story": (_nothing, _edit("why:", "wy:", "story.yml")),
    "the lead definition": (_nothing, _edit("signatories:", "signatures:", "lead.yml")),
    "the contents": (_nothing, _edit("contents:", "content:", "content.yml")),
    "the glossary": (_nothing, _edit("terms:", "term:", "glossary.yml")),
    "a new file": (_nothing, lambda personas: shutil.copy(personas / ANA, personas / "demo/Ana.yml")),
    "a new file that nobody reads": (_nothing, lambda personas: (personas / "demo/ben.yaml").touch()),
    "a new folder": (_nothing, lambda personas: shutil.copytree(personas / "demo", personas / "demo2")),
    "a deleted file": (_nothing, lambda personas: (personas / "demo/segment.yml").unlink()),
    "all personas gone": (_nothing, _without_personas),
    "the folder gone": (_nothing, lambda personas: shutil.rmtree(personas)),
    "a renamed file": (_nothing, _to(ANA, "demo/Ana-Buyer.yml")),
    "a file moved up": (_nothing, _to(ZOE, "zoe-hotel.yml")),
    "a picture gone": (_with_portrait, lambda personas: (personas / "demo/ana.png").unlink()),
    "a picture renamed": (_with_portrait, _to("demo/ana.png", "demo/ana.jpg")),
    "a folder in the place of a picture": (
        _with_portrait,
        _folder_for("demo/ana.png"),
    ),
    "a picture that a link leads to gone": (
        _with_linked_portrait,
        lambda personas: (personas / "pictures/ana.png").unlink(),
    ),
    "a picture linked from outside": (_with_portrait, _link("demo/ana.png", "/etc/hostname")),
    "the target of a link": (_with_linked_glossary, _link("glossary.yml", "other.txt")),
    "what a link leads to": (
        _with_linked_glossary,
        lambda personas: (personas / "words.txt").write_text("terms: []\nlamp: on\n", encoding="utf-8"),
    ),
    "a folder in the place of a file": (
        _nothing,
        _folder_for(ANA),
    ),
    "a pipe in the place of a file": (
        _nothing,
        _pipe,
    ),
    "a schema": (
        _nothing,
        _edit('"owner", "summary"]', '"owner", "summary", "tags"]', "../schema/persona.schema.json"),
    ),
    "a schema that another refers to": (
        _nothing,
        _shorter,
    ),
    "the schema gone": (_nothing, lambda personas: (personas.parent / "schema/story.schema.json").unlink()),
}
STALE: Mapping[str, tuple[Callable[[Path], None], Callable[[Path], Any]]] = {
    "the last file moved up": (_with_last_segment, _to("zz/zzz-zora.yml", "zzz-zora.yml")),
    "a file in a folder that a link leads to": (
        _with_linked_folder,
        lambda personas: shutil.copy(personas / ANA, personas.parent / "elsewhere/ana-far.yml"),
    ),
}


@pytest.mark.parametrize("change", [*CHANGES, *STALE])
def test_what_has_changed_is_never_reported_as_it_was(change: str, handbook: Path, run: Run) -> None:
    prepare, alter = {**CHANGES, **STALE}[change]
    prepare(handbook)
    before = _said(run("check"))
    alter(handbook)
    after = _said(run("check"))
    assert after == _said(run("check", "--no-cache"))
    assert after != before


@pytest.fixture
def _settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if every file had been written long ago, so that its state tells whether it has changed."""
    monkeypatch.setattr(checking, "_TICK", -(10**12))


@pytest.fixture
def contents_read(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders whose contents were read for a digest, one entry a time."""
    seen: list[Path] = []
    really = checking.contents_of

    def contents_of(folder: Path, *rest: Any) -> Any:
        seen.append(folder)
        return really(folder, *rest)

    monkeypatch.setattr(checking, "contents_of", contents_of)
    return seen


@pytest.mark.usefixtures("_settled")
@pytest.mark.parametrize("change", [*CHANGES, *STALE])
def test_a_change_shows_in_the_state_of_the_files(change: str, handbook: Path, run: Run) -> None:
    test_what_has_changed_is_never_reported_as_it_was(change, handbook, run)


@pytest.mark.usefixtures("_settled")
def test_where_no_state_has_changed_no_content_is_read(run: Run, contents_read: list[Path]) -> None:
    first = _said(run("check"))
    contents_read.clear()
    assert (_said(run("check")), contents_read) == (first, [])


def test_of_files_that_did_not_change_none_is_checked_again(
    handbook: Path, run: Run, persona_files_read: list[str]
) -> None:
    run("check")
    persona_files_read.clear()
    text = (handbook / ANA).read_text(encoding="utf-8")
    (handbook / ANA).write_text(text.replace("name: Ana", "nam: Ana"), encoding="utf-8")
    found = run("check")
    assert (found.exit_code, persona_files_read) == (1, [Path(ANA).name])
    assert run("check", "--no-cache").output == found.output


@pytest.mark.usefixtures("_settled")
def test_files_that_were_only_touched_are_not_checked_again(handbook: Path, run: Run, reads: list[Path]) -> None:
    first = _said(run("check"))
    (handbook / ANA).touch()
    assert (_said(run("check")), len(reads)) == (first, 1)


@pytest.mark.usefixtures("_settled")
def test_another_file_with_the_size_and_the_date_of_the_old_one_is_noticed(handbook: Path, run: Run) -> None:
    run("check")
    before = (handbook / ANA).stat()
    _edit("status: draft", "status: dratf", ANA)(handbook)
    os.utime(handbook / ANA, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert run("check").exit_code == 1


def test_the_state_of_files_just_written_is_not_trusted(run: Run, reads: list[Path], contents_read: list[Path]) -> None:
    run("check")
    contents_read.clear()
    run("check")
    assert contents_read
    assert len(reads) == 1


def test_a_change_that_is_taken_back_is_reported_as_at_first(handbook: Path, run: Run) -> None:
    first = _said(run("check"))
    _edit("status: draft", "status: drafft", ANA)(handbook)
    second = _said(run("check"))
    _edit("status: drafft", "status: draft", ANA)(handbook)
    assert [_said(run("check")), second[0]] == [first, 1]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read_any_more_is_not_reported_as_it_was(handbook: Path, run: Run) -> None:
    assert run("check").exit_code == 0
    (handbook / ANA).chmod(0)
    assert "[file-unreadable]" in run("check").output


@pytest.mark.parametrize(
    ("last", "next"),
    [
        ([], ["--today", "2026-06-10"]),
        ([], ["--strict-dates"]),
        (["--strict-dates"], ["--strict-dates", "--changed-since", "HEAD"]),
    ],
    ids=str,
)
def test_another_question_gets_an_answer_of_its_own(
    last: list[str], next: list[str], handbook: Path, run: Run, reads: list[Path]
) -> None:
    _edit("review_every: P6M", "review_every: P3M", ZOE)(handbook)
    identity = ["-c", "user.name=Lena", "-c", "user.email=lena@example.org"]
    for command in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "--message", "Lamps"]):
        subprocess.run(["git", *identity, *command], cwd=handbook, check=True)
    first, answer = _said(run("check", *last)), _said(run("check", *next))
    assert answer == _said(run("check", "--no-cache", *next))
    assert answer != first
    assert len(reads) == 3


def test_a_change_of_the_day_of_the_build_is_noticed(
    run: Run, reads: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    run("check")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1796342400")  # 4 December 2026
    assert "[review-overdue]" in run("check").output
    assert len(reads) == 2


def test_another_version_of_the_program_checks_anew(
    run: Run, reads: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    run("check")
    monkeypatch.setattr(checking, "__version__", "0.0.0")
    run("check")
    assert len(reads) == 2


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the program that the check takes for the one that runs."""
    package = Path(checking.__file__).parent
    ignored = shutil.ignore_patterns("__pycache__", "assets", "templates")
    copy = Path(shutil.copytree(package, tmp_path / "program", ignore=ignored))
    monkeypatch.setattr(checking, "__file__", str(copy / "checking.py"))
    return copy


@pytest.mark.parametrize("name", ["checks/evidence.py", "checks/vocabulary.yml", "schema/verdict.py", "problems.py"])
def test_another_line_of_the_program_checks_anew(name: str, program: Path, run: Run, reads: list[Path]) -> None:
    run("check")
    run("check")
    assert len(reads) == 1
    with (program / name).open("a", encoding="utf-8") as file:
        file.write("# another line\n")
    run("check")
    assert len(reads) == 2


@pytest.mark.parametrize("name", ["lenses.yml", "shared.schema.json", "journey.schema.json"])
def test_another_line_of_the_schema_checks_anew(name: str, handbook: Path, run: Run, reads: list[Path]) -> None:
    run("check")
    with (handbook.parent / "schema" / name).open("a", encoding="utf-8") as file:
        file.write("\n")
    run("check")
    assert len(reads) == 2


def test_two_handbooks_share_no_memory(handbook: Path, run: Run, reads: list[Path]) -> None:
    other = Path(shutil.copytree(handbook, handbook.parent / "other" / "personas"))
    _edit("status: draft", "status: drafft", ANA)(other)
    said = [_said(run("check", "--personas", str(folder))) for folder in (handbook, other, handbook, other)]
    assert [code for code, _ in said] == [0, 1, 0, 1]
    assert said[:2] == said[2:]
    assert len(reads) == 2
    assert len(_stores(handbook)) == 2


def test_the_same_handbook_elsewhere_is_another_one(handbook: Path, run: Run) -> None:
    _edit("status: draft", "status: drafft", ANA)(handbook)
    assert "personas/demo" in run("check").output
    handbook.rename(handbook.with_name("people"))
    assert "people/demo" in run("check", "--personas", "people").output


# where nothing can be remembered


DAMAGED: Mapping[str, bytes] = {
    "empty": b"",
    "cut off": b'{"key": "',
    "not UTF-8": b"\xff\xfe\x00",
    "another document": b'{"problems": []}',
    "a list": b"[]",
    "a number": b"7",
    "of another key": b'{"key": "", "problems": [{}], "files": 7, "levels": []}',
    "NUL": b"\0" * 64,
    "bottomless": b"[" * 100_000,
}


@pytest.mark.parametrize("content", DAMAGED)
def test_a_damaged_memory_is_replaced(content: str, handbook: Path, run: Run, reads: list[Path]) -> None:
    first = _said(run("check"))
    (store,) = _stores(handbook)
    good = store.read_bytes()
    store.write_bytes(DAMAGED[content])
    assert (_said(run("check")), len(reads)) == (first, 2)
    assert store.read_bytes() == good


@pytest.mark.parametrize("missing", ["problems", "files", "levels"])
def test_a_memory_in_which_something_is_missing_is_replaced(
    missing: str, handbook: Path, run: Run, reads: list[Path]
) -> None:
    first = _said(run("check"))
    (store,) = _stores(handbook)
    store.write_text(store.read_text(encoding="utf-8").replace(f'"{missing}"', '"lamps"'), encoding="utf-8")
    assert (_said(run("check")), len(reads)) == (first, 2)


def test_where_the_cache_folder_is_a_file_each_check_is_a_new_one(handbook: Path, run: Run, reads: list[Path]) -> None:
    (handbook.parent / "cache").write_text("a file", encoding="utf-8")
    assert [run("check").exit_code, run("check").exit_code, len(reads)] == [0, 0, 2]


def test_where_a_folder_stands_in_the_way_each_check_is_a_new_one(handbook: Path, run: Run, reads: list[Path]) -> None:
    run("check")
    (store,) = _stores(handbook)
    store.unlink()
    store.mkdir()
    assert [run("check").exit_code, run("check").exit_code, len(reads)] == [0, 0, 3]
    assert [*store.parent.glob(".*")] == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_where_the_cache_folder_may_not_be_written_each_check_is_a_new_one(
    handbook: Path, run: Run, reads: list[Path]
) -> None:
    (handbook.parent / "cache").mkdir(mode=0o500)
    assert [run("check").exit_code, run("check").exit_code, len(reads)] == [0, 0, 2]


def test_without_a_home_each_check_is_a_new_one(run: Run, reads: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", "/dev/null")
    assert [run("check").exit_code, run("check").exit_code, len(reads)] == [0, 0, 2]


def test_no_cache_writes_nothing(handbook: Path, run: Run) -> None:
    run("check", "--no-cache")
    assert not (handbook.parent / "cache").exists()


def test_no_cache_reads_nothing(handbook: Path, run: Run, reads: list[Path]) -> None:
    run("check")
    (store,) = _stores(handbook)
    before = store.read_bytes()
    run("check", "--no-cache")
    assert (len(reads), store.read_bytes()) == (2, before)


def test_nothing_is_remembered_where_teams_edit(handbook: Path, run: Run) -> None:
    before = sorted(handbook.parent.rglob("*"))
    run("check")
    cache = handbook.parent / "cache"
    assert [path for path in sorted(handbook.parent.rglob("*")) if cache not in (path, *path.parents)] == before


def test_others_on_the_machine_cannot_look_into_the_memory(handbook: Path, run: Run) -> None:
    run("check")
    assert (handbook.parent / "cache" / "persona-handbook").stat().st_mode & 0o077 == 0
