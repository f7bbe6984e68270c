"""One figure for each question, the gaps behind it, and what it was on earlier days."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from persona_handbook.catalogues import catalogue
from persona_handbook.checks.answers import unanswered
from persona_handbook.checks.gaps import gaps
from persona_handbook.exports.publication import publication
from persona_handbook.loading import load
from persona_handbook.model.states import Figure, State
from persona_handbook.rendering.pages import alignment as pages
from persona_handbook.rendering.writer import Writer
from persona_handbook.schema.catalogue import Schemas
from persona_handbook.views.alignment import MOST, alignment
from persona_handbook.views.reader import Reader
from persona_handbook.views.sparkline import HEIGHT, WIDTH, sparkline

Run = Callable[..., Result]
Commit = Callable[[str], None]

TODAY = date(2026, 11, 21)
LEAD = """\
marketing_view: Anybody who asks.
sales_view: Anybody who buys.
agreed: Whoever asks for a price.
criteria: [{name: Asks, field: asks, operator: filled}]
reasons: [Time]
objectives: [Ten a month]
means: [A form]
"""
LIBRARY = """\
contents:
  - {id: lamp-guide, type: buying_guide, title: "=The guide", url: "https://x.example/g", personas: [zoe-hotel],
     stages: [choice], language: en, owner: marketing}
"""


@pytest.fixture
def handbook(personas: Path, schemas: Schemas) -> Callable[[], Any]:
    def read() -> Any:
        found = load(personas, schemas).handbook
        assert found is not None
        return found

    return read


def figures(handbook: Any) -> dict[str, tuple[int, int]]:
    return {name: (one.figure.part, one.figure.whole) for name, one in gaps(handbook).items()}


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


def say(personas: Path, *messages: str) -> None:
    """Zoé's journey says these messages where she chooses."""
    edit(
        personas / "demo/zoe-hotel.yml",
        "    departments: {owner: sales, involved: [service]}\n",
        f"    departments: {{owner: sales, involved: [service]}}\n        messages: [{', '.join(messages)}]\n",
    )


# the figures


def test_the_smallest_handbook_is_counted_question_by_question(handbook: Callable[[], Any]) -> None:
    assert figures(handbook()) == {
        "messages_without_need": (0, 0),
        "needs_without_message": (4, 4),
        "implications_missing": (2, 2),
        "stages_without_owner": (0, 3),
        "contents_unused": (0, 0),
        "lead_unsigned": (2, 2),
        "segments_without_committee": (1, 1),
    }


def test_a_message_counts_until_it_names_a_need_and_the_need_until_a_message_does(
    personas: Path, handbook: Callable[[], Any]
) -> None:
    before = figures(handbook())["needs_without_message"]
    say(personas, "{text: One lamp}", "{text: One bulb, addresses: Five kinds of bulb}")
    found = figures(handbook())
    assert found["messages_without_need"] == (1, 2)
    assert found["needs_without_message"] == (before[0] - 1, before[1])


@pytest.mark.parametrize(
    ("answer", "yes"),
    [
        ("Five kinds of bulbs", True),
        ("the kind of bulb", True),
        ("FIVE KINDS", True),
        ("The corridor at night", False),
        ("of the", False),
        ("", False),
    ],
)
def test_a_need_is_met_where_half_the_telling_words_of_an_answer_stand_in_it(answer: str, yes: bool) -> None:
    assert unanswered(["Five kinds of bulbs"], [answer]) == ([] if yes else ["Five kinds of bulbs"])


def test_a_stage_counts_until_a_department_leads_it(personas: Path, handbook: Callable[[], Any]) -> None:
    edit(personas / "demo/zoe-hotel.yml", "        departments: {owner: service}\n", "")
    edit(personas / "demo/zoe-hotel.yml", "status: validated", "status: draft")
    assert figures(handbook())["stages_without_owner"] == (1, 3)


def test_implications_count_until_sales_and_marketing_both_have_theirs(
    personas: Path, handbook: Callable[[], Any]
) -> None:
    edit(personas / "demo/zoe-hotel.yml", "implications:\n", "implications:\n  marketing: [Show the bulbs]\n")
    assert figures(handbook())["implications_missing"] == (1, 2)


def test_a_content_counts_until_a_stage_or_a_need_refers_to_it(personas: Path, handbook: Callable[[], Any]) -> None:
    (personas / "content.yml").write_text(LIBRARY, encoding="utf-8")
    assert figures(handbook())["contents_unused"] == (1, 1)
    edit(personas / "demo/zoe-hotel.yml", "form: comparison}", "form: comparison, contents: [lamp-guide]}")
    assert figures(handbook())["contents_unused"] == (0, 1)


@pytest.mark.parametrize(("departments", "missing"), [(["sales"], 1), (["sales", "marketing"], 0), (["service"], 2)])
def test_a_signature_counts_until_it_is_there(
    departments: list[str], missing: int, personas: Path, handbook: Callable[[], Any]
) -> None:
    signed = ", ".join(f"{{department: {one}, person: Lena, date: 2026-07-02}}" for one in departments)
    (personas / "lead.yml").write_text(f"{LEAD}signatories: [{signed}]\n", encoding="utf-8")
    assert figures(handbook())["lead_unsigned"] == (missing, 2)


@pytest.mark.parametrize(
    ("old", "new"), [("kind: persona", "kind: anti_persona"), ("status: validated", "status: retired")]
)
def test_who_is_not_served_is_not_counted(old: str, new: str, personas: Path, handbook: Callable[[], Any]) -> None:
    edit(personas / "demo/zoe-hotel.yml", old, new)
    found = figures(handbook())
    assert found["stages_without_owner"] == (0, 0)
    assert found["implications_missing"] == (1, 1)


# the page


@pytest.fixture
def reader(handbook: Callable[[], Any], schemas: Schemas) -> Callable[..., Reader]:
    def read(language: str = "en", **more: Any) -> Reader:
        return Reader(handbook(), schemas, catalogue(language), TODAY, **more)

    return read


def html(reader: Reader) -> str:
    (page,) = pages.pages(Writer(reader))
    return page.html


def test_each_gap_leads_to_where_it_can_be_mended(personas: Path, reader: Callable[..., Reader]) -> None:
    (personas / "content.yml").write_text(LIBRARY, encoding="utf-8")
    say(personas, "{text: A <b>lamp</b>}")
    shown = html(reader())
    assert 'href="../personas/zoe-hotel/#journey-first-hotel-choice">A &lt;b&gt;lamp&lt;/b&gt;</a>' in shown
    assert 'href="../personas/zoe-hotel/#field-barriers"' in shown
    assert 'href="../contents/#content-lamp-guide">=The guide</a>' in shown
    assert 'href="../lead/">Sales</a>' in shown
    assert 'href="../segments/demo/"' in shown


def test_what_does_not_fit_is_counted_and_the_page_says_where_it_is(
    personas: Path, reader: Callable[..., Reader]
) -> None:
    pains = ", ".join(f"Pain number {n}" for n in range(MOST))
    edit(personas / "demo/ana-buyer.yml", "status: draft", f"status: draft\npains: [{pains}]")
    question = alignment(reader()).questions[1]
    assert (len(question.rows), question.part) == (MOST, len(question.rows) + question.more)
    assert f"{question.more} more: <code>handbook alignment --list</code>" in html(reader())


def test_the_rate_of_leads_stands_with_its_date_and_source(personas: Path, reader: Callable[..., Reader]) -> None:
    assert "Not measured yet." in html(reader())
    rate = "acceptance_rate: {value: 61.5, unit: '%', date: 2026-09-30}\n"
    signed = "signatories: [{department: sales, person: Malik, date: 2026-07-02}]\n"
    (personas / "lead.yml").write_text(LEAD + rate + signed, encoding="utf-8")
    assert '61.5 %</b> <small><time datetime="2026-09-30">' in html(reader()).replace("\u00a0", " ")


def test_without_history_the_page_says_how_to_get_it(reader: Callable[..., Reader]) -> None:
    assert "This site was built without its history." in html(reader())
    assert "No earlier day is known" in html(reader(past=()))
    assert "ph-spark" not in html(reader())


def test_earlier_days_stand_in_a_table_whose_line_says_the_same(reader: Callable[..., Reader]) -> None:
    before = State(date(2026, 5, 2), {"needs_without_message": Figure(9, 12)}, 40)
    unreadable = State(date(2026, 6, 2), {})
    shown = html(reader("fr", past=(before, unreadable)))
    assert "<td>9 sur 12</td>" in shown
    assert "illisible aujourd’hui" in shown
    assert shown.count('<svg class="ph-spark" viewBox="0 0 120 24" aria-hidden="true">') == 1
    assert shown.count("<tr>") == 4


def test_days_lie_on_the_line_as_they_lie_in_time_and_values_from_zero_up() -> None:
    line = sparkline([(date(2026, 1, 1), 10), (date(2026, 1, 2), 5), (date(2026, 1, 11), 0)])
    assert line is not None
    points = [tuple(map(float, point.split(","))) for point in line.points.split()]
    assert points == [(3, 3), (14.4, HEIGHT / 2), (WIDTH - 3, HEIGHT - 3)]
    assert line.end == points[-1]
    assert sparkline([(date(2026, 1, 1), 10)]) is None


# the command


def test_the_command_prints_one_line_a_question(personas: Path, run: Run) -> None:
    assert personas.is_dir()
    result = run("alignment", "--lang", "fr")
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert lines[0].strip() == "2026-11-21"
    assert lines[2].split("  ")[0] == "Besoins sans message"
    assert lines[2].endswith("4 sur 4")
    assert len(lines) == 9


def test_each_gap_can_be_listed_and_no_cell_is_a_formula(personas: Path, run: Run) -> None:
    (personas / "content.yml").write_text(LIBRARY, encoding="utf-8")
    result = run("alignment", "--list", "--format", "csv", "--out", "gaps.csv", "--personas", "personas")
    assert (result.exit_code, result.output) == (0, "")
    rows = list(csv.DictReader(io.StringIO(Path("gaps.csv").read_text(encoding="utf-8"))))
    assert {row["question"] for row in rows} >= {"needs_without_message", "contents_unused", "lead_unsigned"}
    assert [row["text"] for row in rows if row["content"] == "lamp-guide"] == ["'=The guide"]
    listed = json.loads(run("alignment", "--list", "--format", "json").output)["missing"]
    assert [one["question"] for one in listed] == [row["question"] for row in rows]
    assert (
        "Signatures missing under what a lead is: 2 of 2\n  Sales\n  Marketing\n" in run("alignment", "--list").output
    )


# earlier days


@pytest.fixture
def commit(personas: Path, monkeypatch: pytest.MonkeyPatch) -> Commit:
    """Commits what is under the folder around `personas` on a day."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    who = {f"GIT_{role}_{part}": "lena@example.org" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    for name, value in {**who, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}.items():
        monkeypatch.setenv(name, value)

    def git(*arguments: str) -> None:
        subprocess.run(["git", "-C", str(personas.parent), *arguments], capture_output=True, check=True)

    def commit(day: str) -> None:
        monkeypatch.setenv("GIT_COMMITTER_DATE", f"{day}T12:00:00+00:00")
        git("add", "--all")
        git("commit", "--quiet", "--message", day)

    git("init", "--quiet")
    return commit


def days(result: Result) -> dict[str, Any]:
    assert result.exit_code == 0, result.output
    return {one["day"]: one["figures"] for one in json.loads(result.output)["days"]}


@pytest.fixture
def grown(personas: Path, commit: Commit) -> Path:
    """A handbook of three days: a message, then two on one day, then one that names its need, not yet committed."""
    edit(personas / "demo/zoe-hotel.yml", "status: validated", "status: draft")
    commit("2026-03-01")
    say(personas, "{text: One lamp}")
    commit("2026-04-01")
    edit(personas / "demo/zoe-hotel.yml", "[{text: One lamp}]", "[{text: One lamp}, {text: Two lamps}]")
    commit("2026-04-01")
    edit(personas / "demo/zoe-hotel.yml", "{text: One lamp}", "{text: One lamp, addresses: Bulbs}")
    return personas


def test_the_last_state_of_each_day_is_counted_then_today(grown: Path, run: Run) -> None:
    assert grown.is_dir()
    found = days(run("alignment", "--history", "--format", "json"))
    assert {day: tuple(one["messages_without_need"].values()) for day, one in found.items()} == {
        "2026-03-01": (0, 0),
        "2026-04-01": (2, 2),
        "2026-11-21": (1, 2),
    }
    assert list(days(run("alignment", "--since", "2026-03-02", "--format", "json"))) == ["2026-04-01", "2026-11-21"]


def test_a_day_that_cannot_be_read_is_no_figure(personas: Path, commit: Commit, run: Run) -> None:
    edit(personas / "demo/ana-buyer.yml", "status: draft", "status: drafft")
    commit("2026-03-01")
    edit(personas / "demo/ana-buyer.yml", "status: drafft", "status: draft")
    found = days(run("alignment", "--history", "--format", "json"))
    assert found["2026-03-01"] is None
    assert "not readable today" in run("alignment", "--history").output


def test_of_many_days_twelve_are_kept_the_first_and_the_last_among_them(
    personas: Path, commit: Commit, run: Run
) -> None:
    for day in range(1, 16):
        (personas / "note.txt").write_text(str(day), encoding="utf-8")
        commit(f"2026-03-{day:02}")
    found = list(days(run("alignment", "--history", "--format", "json")))
    assert len(found) == 13
    assert (found[0], found[-2], found[-1]) == ("2026-03-01", "2026-03-15", "2026-11-21")


def test_a_handbook_below_the_top_of_its_repository_has_its_history_too(
    grown: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    top = grown.parent
    (top / "sub dir").mkdir()
    subprocess.run(["git", "-C", str(top), "add", "--all"], check=True)
    subprocess.run(["git", "-C", str(top), "mv", "personas", "sub dir/personas"], check=True)
    subprocess.run(["git", "-C", str(top), "commit", "--quiet", "--message", "moved"], check=True)
    monkeypatch.chdir(top / "sub dir")
    assert days(run("alignment", "--history", "--format", "json"))["2026-04-01"]["messages_without_need"]["whole"] == 2


def test_without_git_the_command_says_so_and_the_site_is_built_all_the_same(personas: Path, run: Run) -> None:
    result = run("alignment", "--history")
    assert result.exit_code == 2
    assert "--history: " in result.output
    made = publication(personas, "en", history=True)
    (page,) = [page for page in made.site.pages if page.url == "alignment/"]
    assert "This site was built without its history." in page.html


def test_the_site_shows_earlier_days_only_where_it_is_asked_to(grown: Path) -> None:
    def shown(*, history: bool) -> str:
        return next(
            page.html for page in publication(grown, "en", history=history).site.pages if page.url == "alignment/"
        )

    assert '<time datetime="2026-04-01">' in shown(history=True)
    assert '<time datetime="2026-04-01">' not in shown(history=False)


def test_gaps_of_today_and_figures_of_earlier_days_are_not_asked_for_at_once(personas: Path, run: Run) -> None:
    assert personas.is_dir()
    assert run("alignment", "--list", "--history").exit_code == 2


def test_a_figure_is_the_number_of_its_gaps(handbook: Callable[[], Any]) -> None:
    one = gaps(handbook())["needs_without_message"]
    assert replace(one, missing=one.missing[:1]).figure == Figure(1, one.whole)
