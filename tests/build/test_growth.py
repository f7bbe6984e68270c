"""What must not grow with the number of personas. By size only: time is `make bench`'s matter."""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median

import pytest

from tests.bench.measuring import Task, build, run
from tests.bench.visible import visible_text
from tests.generator import write_handbook
from tests.generator.members import Member, members
from tests.generator.sites import write_handbook_site, write_plain_site

pytestmark = pytest.mark.build

FEW, MANY = 10, 60
FIRST = members(1, seed=7)[0]
"""Its segment is full in both handbooks, so it is the same."""
MOST_INDEX_BYTES = 1024


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """Folders with a handbook and its built site, by number of personas."""
    folder = tmp_path_factory.mktemp("sites")
    return {count: _built(folder / str(count), count) for count in (FEW, MANY)}


def test_a_page_has_the_same_bytes_in_a_larger_handbook(sites: dict[int, Path]) -> None:
    assert _page(sites[FEW], FIRST).read_bytes() == _page(sites[MANY], FIRST).read_bytes()


def test_the_search_index_grows_by_little_for_each_persona(sites: dict[int, Path]) -> None:
    index = sites[MANY] / "site" / "search" / "handbook.json"
    assert index.stat().st_size <= MOST_INDEX_BYTES * MANY


def test_a_made_up_handbook_passes_the_check(sites: dict[int, Path]) -> None:
    run(Task("handbook check", [sys.executable, "-m", "persona_handbook", "check", str(sites[MANY] / "personas")]))


def test_a_made_up_persona_is_as_long_as_a_real_one_and_always_the_same(tmp_path: Path) -> None:
    files = write_handbook(tmp_path / "once", FEW)
    texts = [file.read_bytes() for file in files]
    again = [file.read_bytes() for file in write_handbook(tmp_path / "again", FEW)]
    assert texts == again
    assert 250 <= median(text.count(b"\n") for text in texts) <= 300
    assert min(map(len, texts)) >= 14_000


def test_the_peer_of_the_benchmark_shows_as_much_text_as_we_do(sites: dict[int, Path], tmp_path: Path) -> None:
    write_plain_site(tmp_path, FEW)
    run(Task("mkdocs-material", build(tmp_path, sys.executable)))
    ours, peer = (
        sum(len(visible_text(_page(site, member).read_text(encoding="utf-8"))) for member in members(FEW, seed=7))
        for site in (sites[FEW], tmp_path)
    )
    assert 0.85 <= peer / ours <= 1.15


def _built(folder: Path, count: int) -> Path:
    write_handbook_site(folder, count)
    run(Task(f"build of {count}", build(folder, sys.executable)))
    return folder


def _page(folder: Path, member: Member) -> Path:
    return folder / "site" / "personas" / member.id / "index.html"
