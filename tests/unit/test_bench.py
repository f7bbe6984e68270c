"""The benchmark says what it found, and what it could not find: its tables and verdicts, from made-up costs."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.bench import peers
from tests.bench.figures import Goal, Part, Row, alone, compared, unmeasured
from tests.bench.measuring import Cost, FailedRunError, Measured, Spread, Task, interleaved, run
from tests.bench.peers import Missing, Peer
from tests.bench.processes import family
from tests.bench.report import Report
from tests.bench.tables import costs, goals, sentence
from tests.bench.workplace import Workplace

OURS = Measured("ours", [Cost(wall, wall / 2, 90, 100) for wall in (9.0, 1.0, 2.0)])
THEIRS = Measured("theirs", [Cost(wall, wall, 60, 50) for wall in (10.0, 30.0, 20.0)])


def test_a_ratio_is_that_of_the_medians_and_the_processor_has_its_own() -> None:
    row = compared("build", Goal(0.1), OURS, THEIRS)
    assert (row.ratio, row.cpu) == (0.1, 0.05)


@pytest.mark.parametrize(("goal", "verdict"), [(Goal(0.1), "met"), (Goal(0.099), "MISSED")])
def test_a_goal_against_a_peer_is_met_up_to_its_figure(goal: Goal, verdict: str) -> None:
    assert compared("build", goal, OURS, THEIRS).verdict == verdict


@pytest.mark.parametrize(("most", "verdict"), [(2.0, "met"), (1.9, "MISSED")])
def test_a_goal_without_a_peer_is_met_up_to_its_figure(most: float, verdict: str) -> None:
    assert alone("check", Goal(most, "s"), OURS).verdict == verdict


def test_memory_is_compared_like_time_but_has_no_ratio_of_the_processor() -> None:
    row = compared("build", Goal(0.8), OURS, THEIRS, lambda cost: cost.together, "MB")
    assert (row.ratio, row.cpu, row.verdict) == (2.0, None, "MISSED")


def test_memory_that_the_system_does_not_tell_is_not_called_met() -> None:
    untold = Measured("ours", [Cost(1, 1, 90, None)])
    row = compared("build", Goal(0.8), untold, THEIRS, lambda cost: cost.together, "MB")
    assert row.verdict == "not measured: the system does not tell"


def test_a_missing_peer_is_said_in_the_table_with_its_reason() -> None:
    row = unmeasured("build", Goal(1.0), "Hugo", "there is no apt-get")
    assert "not measured: there is no apt-get" in goals([row])
    assert "Hugo" in sentence(row)


def test_the_table_of_goals_holds_goal_figure_and_verdict() -> None:
    head, _, line = goals([compared("build", Goal(0.12), OURS, THEIRS)]).splitlines()
    cells = [cell.strip() for cell in line.strip("|").split("|")]
    assert cells == ["build", "theirs", "2 s", "20 s", "≤ 0.12×", "0.1× (CPU 0.05×)", "met"]
    assert len(head) == len(line)


def test_the_noise_is_least_median_and_most_of_every_run() -> None:
    line = costs([OURS]).splitlines()[2]
    assert "1.00 / 2.00 / 9.00" in line
    assert "0.50 / 1.00 / 4.50" in line


@pytest.mark.parametrize("install", [peers.ajv, peers.hugo])
def test_a_machine_without_packages_lacks_a_peer_and_nothing_fails(
    install: Callable[[Path], object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    found = install(tmp_path)
    assert isinstance(found, Missing)
    assert "there" in found.why


def test_a_peer_that_cannot_do_its_task_is_missing_and_says_why() -> None:
    peer = Peer("Hugo 0.1", ["hugo"])
    assert peers.tried(peer, Task("hugo", [sys.executable, "-c", ""])) is peer
    refused = peers.tried(peer, Task("hugo", [sys.executable, "-c", "raise SystemExit('no such function')"]))
    assert refused == Missing("Hugo 0.1", "no such function")


def test_a_command_that_fails_tells_what_it_said() -> None:
    with pytest.raises(FailedRunError, match="out of cheese"):
        run(Task("peer", [sys.executable, "-c", "raise SystemExit('out of cheese')"]))


def test_tasks_run_in_turns_and_are_made_ready_before_each_run() -> None:
    seen: list[str] = []
    tasks = [Task(name, [sys.executable, "-c", ""], lambda name=name: seen.append(name)) for name in ("a", "b")]
    found = interleaved(tasks, 2)
    assert seen == ["a", "b"] * 3
    assert [len(measured.costs) for measured in found] == [2, 2]


def test_what_a_group_found_before_it_failed_is_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def group(_: Workplace) -> Iterator[Part]:
        yield Row("build", "s", Spread.of([1.0]))
        raise FailedRunError("peer failed")

    report, work = Report("A machine"), Workplace(tmp_path, 10, 1)
    report.measure("builds", group, work)
    assert report.failed == ["builds"]
    page = report.markdown(work)
    assert "| build" in page
    assert "not finished: peer failed" in page
    assert "peer failed" in capsys.readouterr().out


def test_an_edit_changes_the_hook_of_a_persona_on_each_side_and_is_new_each_time(tmp_path: Path) -> None:
    work = Workplace(tmp_path, 2, 1)
    for site in (work.ours(use="edited"), work.plain()):
        file = site.files[0]
        before = file.read_text(encoding="utf-8").splitlines()
        texts = [work.edit(file), work.edit(file)]
        after = file.read_text(encoding="utf-8").splitlines()
        changed = [new for old, new in zip(before, after, strict=True) if old != new]
        assert len(changed) == 1
        assert texts[1] in changed[0]
        assert texts[0] != texts[1]
    assert "Edited" not in work.ours().files[0].read_text(encoding="utf-8")


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="only Linux tells of children this way")
def test_a_family_holds_a_process_and_what_it_has_started() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        assert {os.getpid(), child.pid} <= set(family(os.getpid()))
