"""What became of each file is remembered: only files that changed are read and checked again."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from persona_handbook.loading import Loaded, load
from persona_handbook.loading.memory import Memory, Notes
from persona_handbook.schema.catalogue import Schemas
from tests.conftest import EXAMPLES

ANA, ZOE, BEN = "demo/ana-buyer.yml", "demo/zoe-hotel.yml", "demo/ben-garage.yml"


class Judge:
    """Gives what a file holds; keeps which files it was asked of."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, paths: Sequence[Path]) -> list[Any]:
        self.asked += [path.name for path in paths]
        return [path.read_text(encoding="utf-8") if path.exists() else "nothing" for path in paths]


@pytest.fixture
def judge() -> Judge:
    return Judge()


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Three files that differ."""
    folder = tmp_path / "files"
    folder.mkdir()
    for name in ("a", "b", "c"):
        (folder / name).write_text(f"this is {name}", encoding="utf-8")
    return sorted(folder.iterdir())


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """An empty folder to remember in."""
    (tmp_path / "kept").mkdir()
    return tmp_path / "kept"


# the memory itself

Remember = Callable[[], Memory]


@pytest.fixture(params=[Memory, Notes])
def remember(request: pytest.FixtureRequest, kept: Path) -> Remember:
    """What another process remembers: in a folder of files, or in one file."""
    place = kept / "notes" if request.param is Notes else kept
    return lambda: request.param(place)  # type: ignore[no-any-return]


def test_outcomes_are_those_of_the_judge_in_any_memory(files: list[Path], remember: Remember, judge: Judge) -> None:
    expected = dict(zip(files, judge(files), strict=True))
    memory = remember()
    assert memory.outcomes(files, "", judge) == expected
    assert memory.outcomes(files, "", judge) == expected
    assert remember().outcomes(files, "", judge) == expected


@pytest.mark.parametrize("other_process", [False, True])
def test_the_judge_is_asked_of_changed_files_alone(
    other_process: bool, files: list[Path], remember: Remember, judge: Judge
) -> None:
    memory = remember()
    memory.outcomes(files, "", judge)
    files[1].write_text("this is another", encoding="utf-8")
    judge.asked.clear()
    found = (remember() if other_process else memory).outcomes(files, "", judge)
    assert judge.asked == ["b"]
    assert found[files[1]] == "this is another"


def test_the_judge_is_asked_of_new_files_alone(files: list[Path], remember: Remember, judge: Judge) -> None:
    remember().outcomes(files[:2], "", judge)
    judge.asked.clear()
    remember().outcomes(files, "", judge)
    assert judge.asked == ["c"]


def test_a_file_that_was_only_touched_is_not_asked_of_again(
    files: list[Path], remember: Remember, judge: Judge
) -> None:
    remember().outcomes(files, "", judge)
    judge.asked.clear()
    os.utime(files[0], (0, 0))
    remember().outcomes(files, "", judge)
    assert judge.asked == []


def test_another_text_of_the_same_size_and_date_is_noticed(files: list[Path], remember: Remember, judge: Judge) -> None:
    remember().outcomes(files, "", judge)
    state = files[0].stat()
    files[0].write_text("this is A", encoding="utf-8")
    os.utime(files[0], ns=(state.st_atime_ns, state.st_mtime_ns))
    assert remember().outcomes(files, "", judge)[files[0]] == "this is A"


def test_a_change_that_is_taken_back_is_remembered(files: list[Path], kept: Path, judge: Judge) -> None:
    memory = Memory(kept)
    for text in ("one", "two"):
        files[0].write_text(text, encoding="utf-8")
        memory.outcomes(files, "", judge)
    judge.asked.clear()
    files[0].write_text("one", encoding="utf-8")
    assert memory.outcomes(files, "", judge)[files[0]] == "one"
    assert judge.asked == []


def test_in_other_surroundings_everything_is_asked_again(files: list[Path], remember: Remember, judge: Judge) -> None:
    remember().outcomes(files, "one", judge)
    judge.asked.clear()
    remember().outcomes(files, "two", judge)
    assert judge.asked == ["a", "b", "c"]


def test_the_same_text_in_another_place_is_another_file(files: list[Path], remember: Remember, judge: Judge) -> None:
    shutil.copy(files[0], files[1])
    remember().outcomes(files, "", judge)
    assert judge.asked == ["a", "b", "c"]


def test_a_link_to_a_file_is_not_taken_for_a_file(files: list[Path], remember: Remember, judge: Judge) -> None:
    remember().outcomes(files, "", judge)
    files[0].rename(files[0].with_name("z"))
    files[0].symlink_to("z")
    judge.asked.clear()
    remember().outcomes(files, "", judge)
    assert judge.asked == ["a"]


def test_a_file_that_cannot_be_read_is_asked_of_each_time(files: list[Path], remember: Remember, judge: Judge) -> None:
    files[0].unlink()
    for _ in range(2):
        judge.asked.clear()
        found = remember().outcomes(files, "", judge)
        assert "a" in judge.asked
        assert found[files[0]] == "nothing"


DAMAGES: Mapping[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "cut off": lambda content: content[:-3],
    "zeros": lambda content: bytes(len(content)),
    "noise": lambda content: bytes(n * 97 % 256 for n in range(len(content))),
    "a huge length": lambda _: b"\x8e" + b"\xff" * 8,
    "of a class that is gone": lambda _: b"cpersona_handbook.nowhere\nNothing\n.",
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_damaged_is_asked_again(
    damage: str, files: list[Path], kept: Path, remember: Remember, judge: Judge
) -> None:
    expected = remember().outcomes(files, "", judge)
    for path in kept.iterdir():
        path.write_bytes(DAMAGES[damage](path.read_bytes()))
    judge.asked.clear()
    assert remember().outcomes(files, "", judge) == expected
    assert judge.asked == ["a", "b", "c"]
    remember().outcomes(files, "", judge)
    assert judge.asked == ["a", "b", "c"]


def test_where_nothing_can_be_kept_everything_is_asked_each_time(
    files: list[Path], kept: Path, remember: Remember, judge: Judge
) -> None:
    kept.rmdir()
    for _ in range(2):
        judge.asked.clear()
        assert remember().outcomes(files, "", judge)[files[0]] == "this is a"
        assert judge.asked == ["a", "b", "c"]


def test_something_is_found_out_once_for_a_key(kept: Path) -> None:
    found = iter(range(1, 9))
    assert [Memory(kept).once(key, lambda: next(found)) for key in ("one", "two", "one", "two")] == [1, 2, 1, 2]


# a handbook that is read with one


@pytest.fixture
def asked(personas: Path, persona_files_read: list[str]) -> list[str]:
    """A handbook of three personas; the persona files that are really read, by name."""
    text = (personas / ANA).read_text(encoding="utf-8")
    (personas / BEN).write_text(text.replace("name: Ana", "name: Ben"), encoding="utf-8")
    return persona_files_read


def read(personas: Path, schemas: Schemas, kept: Path) -> Loaded:
    """The handbook as a new process reads it."""
    return load(personas, schemas, memory=Memory(kept))


def known(personas: Path) -> list[str]:
    return sorted(path.name for path in personas.glob("demo/*-*.yml"))


def _replace(name: str, old: str, new: str) -> Callable[[Path], None]:
    def edit(personas: Path) -> None:
        text = (personas / name).read_text(encoding="utf-8")
        assert old in text
        (personas / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    return edit


def _settings(personas: Path) -> None:
    with (personas / "handbook.yml").open("a", encoding="utf-8") as file:
        file.write("thresholds: {max_words: 9}\n")


def _picture(personas: Path) -> None:
    (personas / "demo" / "ana.png").write_bytes(b"any picture")


@pytest.fixture
def remembered(personas: Path, schemas: Schemas, kept: Path, asked: list[str]) -> Path:
    """The handbook, once it has been read."""
    read(personas, schemas, kept)
    asked.clear()
    return personas


def test_a_handbook_that_has_not_changed_is_not_read_again(
    remembered: Path, schemas: Schemas, kept: Path, asked: list[str]
) -> None:
    assert read(remembered, schemas, kept).handbook
    assert asked == []


def test_of_personas_the_one_that_was_edited_is_read_again(
    remembered: Path, schemas: Schemas, kept: Path, asked: list[str]
) -> None:
    _replace(ANA, "name: Ana", "name: Anna")(remembered)
    loaded = read(remembered, schemas, kept)
    assert asked == [Path(ANA).name]
    assert loaded.handbook
    assert loaded.handbook.personas["ana-buyer"].name == "Anna"


CONCERNS_ALL: Mapping[str, Callable[[Path], object]] = {
    "handbook.yml": _settings,
    "segment.yml": _replace("demo/segment.yml", "method: survey", "method: interview"),
    "another persona's id": lambda personas: (personas / BEN).rename(personas / "demo" / "ben-workshop.yml"),
    "a new persona": lambda personas: shutil.copy(personas / BEN, personas / "demo" / "carl-garage.yml"),
    "a persona that is gone": lambda personas: (personas / BEN).unlink(),
    "a picture": _picture,
}


@pytest.mark.parametrize("change", CONCERNS_ALL)
def test_what_every_file_may_depend_on_asks_of_all_again(
    change: str, remembered: Path, schemas: Schemas, kept: Path, asked: list[str]
) -> None:
    CONCERNS_ALL[change](remembered)
    loaded = read(remembered, schemas, kept)
    assert sorted(set(asked)) == known(remembered)
    assert loaded == load(remembered, schemas)


def test_on_another_day_all_are_asked_again(
    remembered: Path, schemas: Schemas, kept: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1895219200")
    loaded = read(remembered, schemas, kept)
    assert sorted(set(asked)) == known(remembered)
    assert loaded == load(remembered, schemas)


def test_a_mistake_in_one_file_is_told_each_time_and_gone_once_it_is_mended(
    remembered: Path, schemas: Schemas, kept: Path
) -> None:
    _replace(ANA, "status: draft", "status: drafft")(remembered)
    first, second = read(remembered, schemas, kept), read(remembered, schemas, kept)
    assert first.failed
    assert first == second
    _replace(ANA, "status: drafft", "status: draft")(remembered)
    assert read(remembered, schemas, kept) == load(remembered, schemas)


@pytest.mark.parametrize("example", ["empty-file", "list-instead-of-fields", "only-comments"])
def test_what_is_no_persona_at_all_is_told_as_without_a_memory(
    example: str, personas: Path, lay_over: Callable[[Path], None], schemas: Schemas, kept: Path
) -> None:
    lay_over(EXAMPLES / "invalid" / example)
    told = load(personas, schemas)
    assert [read(personas, schemas, kept), read(personas, schemas, kept)] == [told, told]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes under Windows")
def test_a_pipe_in_the_place_of_a_file_is_a_mistake_and_nobody_waits_for_it(
    remembered: Path, schemas: Schemas, kept: Path
) -> None:
    (remembered / ANA).unlink()
    os.mkfifo(remembered / ANA)
    told = read(remembered, schemas, kept)
    assert told.failed
    assert told == load(remembered, schemas)


_READING = """
import sys
from pathlib import Path
from persona_handbook.loading import load
from persona_handbook.loading.files import Folder
from persona_handbook.loading.memory import Memory
from persona_handbook.schema.bundle import find_schema_folder
from persona_handbook.schema.catalogue import load_schemas

personas, kept = map(Path, sys.argv[1:])
really = Folder.read
Folder.read = lambda self, kind, path: (kind == "persona" and print(path.name), really(self, kind, path))[1]
load(personas, load_schemas(find_schema_folder(personas)), memory=Memory(kept))
"""


def test_what_one_process_found_out_another_does_not_ask(remembered: Path, kept: Path) -> None:
    _replace(ANA, "name: Ana", "name: Anna")(remembered)
    command = [sys.executable, "-c", _READING, str(remembered), str(kept)]
    said = [subprocess.run(command, check=True, capture_output=True, text=True).stdout for _ in range(2)]
    assert said == [f"{Path(ANA).name}\n", ""]
