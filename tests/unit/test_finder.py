"""Who am I talking to: the right persona first, with its reasons, and what would decide."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import Result

from persona_handbook.rendering.pages import finder as finder_page
from persona_handbook.rendering.writer import Writer
from persona_handbook.views.cues import CueTable, cue_table
from persona_handbook.views.finder import Answers, Ranking, rank
from persona_handbook.views.finder_page import MOST_OF_ALL, MOST_OF_SEGMENT, cue_groups
from persona_handbook.views.reader import Reader

REPOSITORY = Path(__file__).resolve().parents[2]
EXAMPLES = {path.stem: path for path in sorted((REPOSITORY / "tests" / "examples" / "finder").glob("*.yml"))}
STRENGTHS = ("weak", "possible", "strong")


@pytest.fixture(scope="module")
def table(reader: Reader) -> CueTable:
    return cue_table(reader)


def ids(ranking: Ranking) -> list[str]:
    return [match.cues.id for match in ranking.matches]


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_example_is_found_for_its_reasons(name: str, table: CueTable) -> None:
    example: dict[str, Any] = yaml.safe_load(EXAMPLES[name].read_text(encoding="utf-8"))
    ranking = rank(table, Answers(**example["answers"]))
    assert ids(ranking)[: len(example["found"])] == example["found"]
    assert bool(ranking.matches) == bool(example["found"])
    first = ranking.matches[0] if ranking.matches else None
    assert set(example["cues"]) <= {reason.cue for reason in (first.reasons if first else ())}
    if "strength" in example and first:
        assert STRENGTHS[first.strength] == example["strength"]


def test_a_retired_persona_is_not_proposed(table: CueTable) -> None:
    assert "philippe-quality" not in ids(rank(table, Answers("quality assurance manager")))


def test_the_right_spelling_rules_out_its_neighbours(table: CueTable) -> None:
    """Somebody says “light”, somebody else “night”."""
    assert "claire-production" not in ids(rank(table, Answers(words="light")))


def test_a_word_that_one_persona_has_weighs_more_than_one_that_several_have(table: CueTable) -> None:
    assert ids(rank(table, Answers("counter manager")))[0] == "nadege-counter"
    assert ids(rank(table, Answers("production manager")))[0] == "claire-production"


def test_a_size_that_does_not_fit_speaks_against(table: CueTable) -> None:
    (reason,) = rank(table, Answers("electrician", size="300")).matches[0].reasons[1:]
    assert (reason.cue, reason.label) == ("≤ 2", "People in the company: speaks against")


def test_a_size_alone_never_proposes_whom_it_does_not_fit(table: CueTable) -> None:
    assert set(ids(rank(table, Answers(size="1200")))) == {"helene-purchasing", "omar-programme", "yannick-design"}


def test_questions_come_in_turn_from_those_between_whom_to_decide(table: CueTable) -> None:
    ranking = rank(table, Answers("manager"))
    assert [question.cues.id for question in ranking.questions] == [
        "nadege-counter",
        "claire-production",
        "nadege-counter",
    ]


def test_what_was_heard_is_not_to_be_listened_for_again(table: CueTable) -> None:
    heard = rank(table, Answers(words="changeover")).questions
    assert not any("changeover" in question.text for question in heard)


def test_a_segment_of_many_is_cut_and_says_how_many_are_left(table: CueTable, reader: Reader) -> None:
    many = replace(table, personas=(table.personas[0],) * 100)
    (group,) = cue_groups(many, reader)
    assert (len(group.rows), group.rest) == (MOST_OF_SEGMENT, 100 - MOST_OF_SEGMENT)


def test_many_segments_share_the_room_of_the_page(table: CueTable, reader: Reader) -> None:
    personas = tuple(replace(table.personas[0], segment=str(number % 50)) for number in range(1000))
    groups = cue_groups(replace(table, personas=personas), reader)
    assert sum(len(group.rows) for group in groups) <= MOST_OF_ALL
    assert sum(len(group.rows) + group.rest for group in groups) == 1000


def test_what_the_script_loads_is_about_1_kb_a_persona(reader: Reader) -> None:
    (_, file) = finder_page.assets(Writer(reader))
    personas = json.loads(file.content)["personas"]
    assert max(len(json.dumps(persona, ensure_ascii=False).encode()) for persona in personas) <= 1200


def test_the_command_says_who_and_why(personas: Path, run: Callable[..., Result]) -> None:
    said = run("who", "head of interior", "--personas", str(personas)).output
    assert "zoe-hotel" in said.splitlines()[0]
    assert "interior: “Head of interiors” (Job title)" in said


def test_the_command_listens_to_words_and_to_the_size(run: Callable[..., Result]) -> None:
    said = run("who", "--words", "nights", "--size", "420", "--personas", str(REPOSITORY / "personas")).output
    assert said.startswith("Claire (claire-production)")
    assert "  nights: “night book” (Words that match)\n  420: “150–900” (People in the company)" in said


def test_the_command_says_when_nobody_fits(personas: Path, run: Callable[..., Result]) -> None:
    result = run("who", "zzyzx", "--personas", str(personas), "--lang", "fr")
    assert (result.exit_code, result.output) == (
        0,
        "Personne ne correspond encore. Essayez moins de mots, ou d’autres.\n",
    )
