"""Findings as people and other programs read them: every format, whatever the files and their names hold."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator
from markdown_it import MarkdownIt

from persona_handbook.catalogues import LANGUAGES, catalogue
from persona_handbook.problems import Problem, Severity
from persona_handbook.reports.extent import end_column
from persona_handbook.reports.fingerprints import line_hashes
from persona_handbook.reports.formats import FORMATS
from persona_handbook.reports.github_summary import step_summary
from persona_handbook.reports.report import Report

SARIF_SCHEMA = json.loads((Path(__file__).parent / "reports" / "sarif-2.1.0-rtm.4.json").read_text(encoding="utf-8"))
EVERY_FORMAT: Mapping[str, Callable[[Report], str]] = {**FORMATS, "summary": step_summary}

CLAIRE = "personas/pharma/claire.yml"
LINES = ("name: Claire", "status: drafft", "goalz: [sleep]", "")


def report(
    problems: Iterable[Problem],
    lines: Sequence[str] = LINES,
    *,
    base: str = "",
    checked: Sequence[str] = (CLAIRE,),
    lang: str = "en",
) -> Report:
    return Report(tuple(problems), checked, catalogue(lang), lambda _: lines, base)


def typo(line: int = 2, column: int = 1, file: str = CLAIRE, **values: object) -> Problem:
    known = {"field": {"en": "Status", "fr": "Statut"}, "value": "drafft", "meant": "draft", "allowed": ["draft"]}
    return Problem("not-in-list", file, line, column, ("status",), {**known, **values})


def stray(line: int = 3, column: int = 1, file: str = CLAIRE, **values: object) -> Problem:
    known = {"key": "goalz", "meant": "goals", "belongs": ""}
    return Problem("unknown-field", file, line, column, ("goalz",), {**known, **values})


def warning(line: int = 1, file: str = CLAIRE) -> Problem:
    return Problem("file-empty", file, line, severity=Severity.WARNING)


def text_of(lines: Sequence[str], problem: Problem) -> list[str]:
    return FORMATS["text"](report([problem], lines)).splitlines()


def parsed(name: str, some: Report) -> Any:
    return json.loads(FORMATS[name](some))


# the extent of a finding


def marked(line: str, column: int) -> str:
    """What is concerned of a line, by the column where it starts."""
    return line[column - 1 : end_column(line, column) - 1]


@pytest.mark.parametrize(
    ("line", "column", "extent"),
    [
        ("status: draft", 1, "status"),
        ("status : draft", 1, "status"),
        ("status: draft  # not yet", 9, "draft"),
        ("status: draft   ", 9, "draft"),
        ("link: https://lamps.example/#top", 7, "https://lamps.example/#top"),
        ("- at 12:30 or so", 3, "at 12:30 or so"),
        ('name: "a: \\" # b" # c', 7, '"a: \\" # b"'),
        ("name: 'it''s, here' # c", 7, "'it''s, here'"),
        ('name: "never closed', 7, '"never closed'),
        ('"a key": 1', 1, '"a key"'),
        ("tags: [a b, c]", 8, "a b"),
        ("tags: [a b, c]", 13, "c"),
        ("owner: {department: sales, who: Zoe}", 9, "department"),
        ("owner: {department: sales, who: Zoe}", 21, "sales"),
        ("owner: {who: Zoe} # b", 14, "Zoe"),
        ("said: what [she] said, then {went}", 7, "what [she] said, then {went}"),
        ("- - deep", 5, "deep"),
        ("status: draft", 7, ":"),
        ("status: draft", 12, "ft"),
        ("tags: [a, b]", 7, "["),
    ],
)
def test_a_finding_reaches_to_the_end_of_its_key_or_value(line: str, column: int, extent: str) -> None:
    assert marked(line, column) == extent


@pytest.mark.parametrize(("line", "column"), [("", 1), ("name", 5), ("name", 900), ("a:  b", 3)])
def test_a_finding_where_nothing_stands_is_one_character_long(line: str, column: int) -> None:
    assert end_column(line, column) == column + 1


@given(st.text("ab \"'\\#:,-?[]{}é😀\t&|"), st.integers(1, 40))
def test_a_finding_is_never_empty_and_never_leaves_its_line(line: str, column: int) -> None:
    assert column < end_column(line, column) <= max(column, len(line)) + 1


WORDS = st.text("ab \"'\\#:,-?[]{}é😀&|%@", max_size=12)
DATA = st.recursive(
    WORDS | st.booleans() | st.integers(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
)


@given(DATA, st.booleans(), st.sampled_from([None, '"', "'"]))
def test_keys_and_values_end_where_libyaml_says(data: object, flow: bool, style: Any) -> None:
    text = yaml.safe_dump(data, default_flow_style=flow, default_style=style, allow_unicode=True, width=10_000)
    lines = text.splitlines()
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.ScalarEvent):
            start, end = event.start_mark, event.end_mark
            assert start is not None
            assert end is not None
            if start.line == end.line and start.column < end.column and "\n" not in event.value:
                assert end_column(lines[start.line], start.column + 1) == end.column + 1, (text, event.value)


@pytest.mark.parametrize("sign", ["[", "{", '"', "'", " ", "a ", "a: ", "#", " #", "\\", ":", ", "])
def test_a_line_of_any_length_is_read_in_one_go(sign: str) -> None:
    line = "[" + sign * 100_000
    assert end_column(line, 1) == 2


# text


def test_a_finding_shows_its_place_the_line_before_the_line_carets_and_a_hint() -> None:
    assert text_of(LINES, typo()) == [
        "personas/pharma/claire.yml:2:1: error: “drafft” is not one of the values of “Status”. "
        "Did you mean “draft”? [not-in-list]",
        " 1 | name: Claire",
        " 2 | status: drafft",
        "   | ^^^^^^",
        "   = Choose one of: draft.",
    ]


def test_the_first_line_of_a_file_has_none_before_it() -> None:
    assert text_of(["nmae: x"], stray(1))[1:3] == [" 1 | nmae: x", "   | ^^^^"]


@pytest.mark.parametrize("lines", [(), ("name: Claire",)])
def test_without_the_line_there_is_no_frame(lines: Sequence[str]) -> None:
    assert text_of(lines, typo())[1:] == ["   = Choose one of: draft."]


def test_the_gutter_is_as_wide_as_the_number_of_the_line() -> None:
    lines = ["a: 1"] * 1000
    assert text_of(lines, stray(1000))[1:4] == [" 999 | a: 1", "1000 | a: 1", "     | ^"]


@pytest.mark.parametrize(
    ("line", "column", "carets"),
    [
        ("é: {x: 1}", 5, "    ^"),
        ("e\u0301: {x: 1}", 6, "    ^"),
        ("日本: {x: 1}", 6, "       ^"),
        ("a: 日本", 4, "   ^^^^"),
        ("😀: {x: 1}", 5, "     ^"),
        ("a: \t{x: 1}", 6, "        ^"),
        ("a:\t1", 3, "  ^^^^"),
        ("a: \u0301", 4, "   ^"),
    ],
)
def test_carets_stand_below_what_they_mark(line: str, column: int, carets: str) -> None:
    assert text_of([line], stray(1, column))[2] == f"   | {carets}"


def test_of_a_long_line_a_hundred_characters_around_the_finding_are_shown() -> None:
    line = "a" * 300 + " " + "b: 1"
    before, shown, carets = text_of(["c" * 250, line + "d" * 300], Problem("yaml-colon", CLAIRE, 2, 303))[1:4]
    window, mark = shown.removeprefix(" 2 | "), carets.removeprefix("   | ")
    assert len(window) == 100
    assert (window[0], window[-1]) == ("…", "…")
    assert window[mark.index("^")] == ":"
    assert before == " 1 | …"


def test_a_line_of_a_hundred_characters_is_shown_whole() -> None:
    line = "a: " + "b" * 97
    assert text_of([line], stray(1, 4))[1:3] == [f" 1 | {line}", "   |    " + "^" * 97]


@pytest.mark.parametrize("sign", ["\x1b", "\x00", "\u202e", "\u2066", "\u2028", "\x85", "\udce9", "\ufeff", "\u200b"])
def test_what_cannot_be_printed_or_turns_the_text_around_is_replaced(sign: str) -> None:
    printed = FORMATS["text"](report([stray(1, 4, f"personas/{sign}.yml", key=sign)], [f"a{sign}: b"]))
    assert sign not in printed
    assert printed.count("�") == 4
    assert len(printed.splitlines()) == 4


def test_at_most_fifty_findings_of_a_file_are_shown_and_the_others_counted() -> None:
    other = "personas/pharma/zoe.yml"
    printed = FORMATS["text"](report([*(typo(n) for n in range(1, 61)), stray(file=other)]))
    assert len(re.findall(r"\[not-in-list\]$", printed, re.MULTILINE)) == 50
    assert "\npersonas/pharma/claire.yml: 10 more problems\n" in printed
    assert f"\n{other}:3:1: error: " in printed


def test_severities_are_said_in_the_readers_language() -> None:
    french = FORMATS["text"](report([typo(), warning()], lang="fr"))
    assert re.findall(r"^\S+ (\w+)", french, re.MULTILINE)[:1] == ["erreur"]
    assert ": avertissement: " in french


@pytest.mark.parametrize("name", EVERY_FORMAT)
def test_a_value_of_any_length_is_cut_after_sixty_characters(name: str) -> None:
    long = "v" * 200
    printed = EVERY_FORMAT[name](report([typo(value=long, allowed=[long]), stray(key=long, meant=long)], ()))
    said = printed.replace("\\", "").replace(f'"text": "{long}"', "")
    assert "v" * 59 + "…" in said
    assert "v" * 60 not in said


# nothing is a command

COMMANDS = [
    "::error::injected",
    "  ::error::injected",
    "\u00a0\u3000::error::injected",
    "\u200d::error::injected",
    ":\u200d:error::injected",
    ":::error::injected",
    "\n::error::injected",
    "\r::error::injected",
    "\u2028::error::injected",
    "\x85::error::injected",
    "%0A::error::injected",
    "##[add-path]/injected",
    "a ##[error]injected",
    "###[error]injected",
    "#\u200d#[error]injected",
    "##\ufe0f[error]injected",
    "x,line=1::injected",
]


def read_by_the_runner(line: str) -> bool:
    """Whether GitHub's runner takes a line for a command: .NET passes over what Unicode says to ignore."""
    line = re.sub("[\xad\u034f\u180b-\u180f\u200b-\u200f\u2060-\u206f\ufe00-\ufe0f\ufeff]", "", line)
    return line.lstrip().startswith("::") or "##[" in line


def commands(printed: str) -> list[str]:
    """The lines that the runner, which ends a line at CR and at LF, would take for commands."""
    return [line for line in re.split("[\r\n]", printed) if read_by_the_runner(line)]


def hostile(text: str) -> Report:
    """A report into which `text` was brought by every way there is."""
    found = [
        Problem("no-folder", text),
        stray(1, 1, text, key=text, meant=text),
        Problem("unknown-field", f"personas/{text}", 1, 2, (text, 0), {"key": text, "meant": "", "belongs": text}),
        typo(2, 1, value=text, allowed=[text]),
    ]
    return report(found, [text, f"{text}: {text}"], checked=[text, CLAIRE], base="")


@pytest.mark.parametrize("name", sorted(EVERY_FORMAT.keys() - {"github"}))
@pytest.mark.parametrize("text", COMMANDS, ids=ascii)
def test_no_line_is_a_command(text: str, name: str) -> None:
    assert commands(EVERY_FORMAT[name](hostile(text))) == []


@given(st.lists(st.sampled_from([*":#[] \n\r\t\u200d\ufe0f%,aé", "::error::", "##["])))
def test_whatever_the_files_hold_no_line_is_a_command(parts: list[str]) -> None:
    some = hostile("".join(parts))
    assert {name: commands(write(some)) for name, write in EVERY_FORMAT.items() if name != "github"} == {
        name: [] for name in EVERY_FORMAT if name != "github"
    }


@pytest.mark.parametrize("text", COMMANDS, ids=ascii)
def test_github_gets_one_command_a_finding_and_none_that_a_file_holds(text: str) -> None:
    found = commands(FORMATS["github"](hostile(text)))
    assert [annotation(line)[0] for line in found] == ["error"] * 4
    assert all("##[" not in line for line in found)


@pytest.mark.parametrize("name", EVERY_FORMAT)
@pytest.mark.parametrize("text", [*COMMANDS, "\udce9", "\x00\x0b\ufffe"], ids=ascii)
def test_every_format_can_be_written_as_utf_8_and_read_again(text: str, name: str) -> None:
    printed = EVERY_FORMAT[name](hostile(text)).encode().decode()
    if name in ("gitlab", "sarif", "rdjson", "json"):
        assert json.loads(printed)
    elif name == "junit":
        assert ElementTree.fromstring(printed).tag == "testsuites"
    else:
        assert printed


# GitHub


def annotation(line: str) -> tuple[str, dict[str, str], str]:
    """A workflow command as the runner reads it: its name, its properties, its message."""
    found = re.fullmatch(r"::(\w+)(?: ([^:]*))?::(.*)", line)
    assert found is not None, line
    pairs = (pair.split("=", 1) for pair in (found[2] or "").split(",") if pair)
    return found[1], {key: unquote(value, errors="strict") for key, value in pairs}, unquote(found[3])


def annotated(some: Report) -> list[tuple[str, dict[str, str], str]]:
    return [annotation(line) for line in commands(FORMATS["github"](some))]


def test_an_annotation_names_file_place_rule_and_how_to_mend_it() -> None:
    ((level, properties, message),) = annotated(report([typo(file="personas/50%,a:b/x.yml")], base="teams"))
    assert level == "error"
    assert properties.pop("title")
    assert properties == {
        "file": "teams/personas/50%,a:b/x.yml",
        "line": "2",
        "endLine": "2",
        "col": "1",
        "endColumn": "7",
    }
    assert message.splitlines()[1:] == ["Choose one of: draft."]


def test_percent_signs_in_a_message_arrive_as_they_stand() -> None:
    ((_, _, message),) = annotated(report([stray(key="50%0A%25%3A")]))
    assert message.startswith("“50%0A%25%3A” is not a field")


def test_github_gets_ten_errors_and_ten_warnings_and_is_told_how_many_there_are_more() -> None:
    found = annotated(report([*(typo(n) for n in range(1, 13)), *(warning(n) for n in range(1, 15))]))
    assert [level for level, _, _ in found] == ["error"] * 10 + ["warning"] * 10 + ["notice"]
    assert found[-1][2] == "6 more problems"


def test_annotations_are_spread_over_the_files() -> None:
    crowded = [typo(n) for n in range(1, 31)]
    others = [typo(file=f"personas/pharma/p{n}.yml") for n in range(4)]
    files = [properties.get("file") for _, properties, _ in annotated(report([*crowded, *others]))]
    assert files.count(CLAIRE) == 6
    assert {problem.file for problem in others} <= set(files)


def test_ten_errors_need_no_notice() -> None:
    assert [level for level, _, _ in annotated(report(typo(n) for n in range(1, 11)))] == ["error"] * 10


def test_the_log_of_github_also_holds_the_findings_as_text() -> None:
    some = report([typo(), stray()])
    assert FORMATS["github"](some).endswith("\n" + FORMATS["text"](some))


def rendered(markdown: str) -> str:
    return str(MarkdownIt("commonmark", {"html": True}).enable("table").render(markdown))


def test_the_summary_is_a_table_for_each_file_with_a_row_for_each_finding() -> None:
    page = rendered(step_summary(report([typo(), stray(), warning(file="personas/handbook.yml")])))
    assert page.count("<table>") == 2
    assert re.findall("<th>(.*?)</th>", page) == [CLAIRE, "2 errors", "personas/handbook.yml", "one warning"]
    assert re.findall("<td>(\\S+) <strong>(.*?)</strong></td>", page) == [
        ("2:1", "error"),
        ("3:1", "error"),
        ("1:1", "warning"),
    ]
    assert "Did you mean “goals”?<br>Correct the name" in page


@pytest.mark.parametrize(
    "text",
    [
        *("<script>alert(1)</script>", "a|b", "\\|b", "`a`", "**a**", "[a](javascript:b)", "![a](b)", "&lt;", "<!-- a"),
        *("| a | b |", "# a", "~~a~~", "\\", "$a$", "https://example.com", "<https://example.com>", ":smile:"),
    ],
)
def test_the_summary_shows_text_as_it_stands_whatever_signs_it_holds(text: str) -> None:
    page = rendered(step_summary(report([stray(key=text, file=f"personas/{text}.yml")])))
    tags = set(re.findall(r"<(\w+)", page))
    assert tags == {"table", "thead", "tbody", "tr", "th", "td", "strong", "br", "code"}
    shown = page.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
    assert f"“{text}” is not a field" in shown
    assert f"<th>personas/{text}.yml</th>" in shown


def test_the_summary_mentions_nobody() -> None:
    assert not re.search(r"@\w", step_summary(report([stray(key="@everyone", file="@team/x.yml")])))


def test_a_summary_of_more_than_a_megabyte_ends_after_a_whole_row_and_counts_the_others() -> None:
    count = 9_000
    summary = step_summary(report([typo(n, value="é" * 60) for n in range(1, count + 1)]))
    shown = summary.count("`not-in-list` |\n")
    assert 950_000 < len(summary.encode()) < 1_000_000
    assert summary.endswith(f"`not-in-list` |\n\n{count - shown} more problems\n")


# columns, in the unit of each format

COMBINED = "{e\u0301é😀: {goalz: 1}}"
"""Before `goalz`: nine code points, ten UTF-16 units, fourteen bytes, eight signs in nine columns."""


def test_each_format_counts_columns_in_its_own_unit() -> None:
    some = report([stray(1, 9)], [COMBINED])
    assert COMBINED[8:13] == "goalz"
    region = parsed("sarif", some)["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 1, "startColumn": 9, "endLine": 1, "endColumn": 14}
    (finding,) = parsed("json", some)["findings"]
    assert (finding["column"], finding["endColumn"]) == (9, 14)
    place = parsed("rdjson", some)["diagnostics"][0]["location"]["range"]
    assert COMBINED.encode()[place["start"]["column"] - 1 : place["end"]["column"] - 1] == b"goalz"
    assert FORMATS["text"](some).splitlines()[2] == "   | " + " " * 8 + "^" * 5
    assert annotated(some)[0][1]["col"] == "9"


# GitLab


def test_gitlab_gets_an_array_with_what_code_quality_asks_for() -> None:
    error, minor = parsed("gitlab", report([typo(), warning()], base="teams"))
    assert error.keys() == {"description", "check_name", "fingerprint", "severity", "location"}
    assert (error["check_name"], error["severity"], minor["severity"]) == ("not-in-list", "major", "minor")
    assert error["location"] == {"path": f"teams/{CLAIRE}", "lines": {"begin": 2}}
    assert error["description"].endswith("Did you mean “draft”? Choose one of: draft.")


def prints(*problems: Problem, lang: str = "en") -> list[str]:
    return [entry["fingerprint"] for entry in parsed("gitlab", report(problems, lang=lang))]


def test_a_finding_keeps_its_fingerprint_when_its_line_the_schema_or_the_language_changes() -> None:
    repeated = Problem("repeated-id", CLAIRE, 3, values={"id": "a", "other": f"{CLAIRE}:1"})
    moved = Problem("repeated-id", CLAIRE, 9, values={"id": "a", "other": f"{CLAIRE}:7"})
    assert prints(typo(), repeated) == prints(typo(9, 3, allowed=["draft", "new"], meant=""), moved, lang="fr")


def test_equal_findings_have_different_fingerprints() -> None:
    assert len(set(prints(typo(), typo(), typo(7)))) == 3


@pytest.mark.parametrize(
    "other",
    [stray(), typo(file="personas/x.yml"), typo(value="drft"), Problem("not-in-list", CLAIRE, 2, 1, (), typo().values)],
    ids=["rule", "file", "value", "place"],
)
def test_another_rule_file_value_or_place_is_another_fingerprint(other: Problem) -> None:
    assert prints(typo()) != prints(other)


# SARIF

SOME = [typo(), stray(), typo(4), warning(), Problem("no-folder", "personas")]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("problems", [SOME, []], ids=["findings", "none"])
def test_sarif_keeps_to_the_schema_of_the_standard(problems: list[Problem], lang: str) -> None:
    log = parsed("sarif", report(problems, lang=lang))
    assert [error.message for error in Draft4Validator(SARIF_SCHEMA).iter_errors(log)] == []


def test_sarif_has_what_github_asks_for_beyond_the_standard() -> None:
    log = parsed("sarif", report(SOME))
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert log["$schema"].endswith("/sarif-schema-2.1.0.json")
    assert run["columnKind"] == "unicodeCodePoints"
    assert [rule["id"] for rule in rules] == ["not-in-list", "unknown-field", "file-empty", "no-folder"]
    for rule in rules:
        texts = [rule[part]["text"] for part in ("shortDescription", "fullDescription", "help")]
        assert all(0 < len(text.strip()) <= 1024 for text in texts)
        assert "helpUri" not in rule
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        (location,) = result["locations"]
        assert all(location["physicalLocation"]["region"].values())
        assert len(location["physicalLocation"]["region"]) == 4
        assert result["partialFingerprints"]["primaryLocationLineHash"]


@pytest.mark.parametrize("rule", sorted(catalogue("en").words["problems"]))
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_rule_has_its_texts(rule: str, lang: str) -> None:
    problem = Problem(rule, CLAIRE, values=dict.fromkeys(re.findall(r"\{(\w+)\}", str(WORDED[lang][rule])), "x"))
    (described,) = parsed("sarif", report([problem], lang=lang))["runs"][0]["tool"]["driver"]["rules"]
    assert all(described[part]["text"].strip() for part in ("shortDescription", "fullDescription", "help"))
    assert not re.search(r"\{\w+\}", described["fullDescription"]["text"])


WORDED = {language: catalogue(language).words["problems"] for language in LANGUAGES}


@pytest.mark.parametrize("name", ["a b", "é%20", "x:y", "\udce9", "#", "?", "##[error]"])
def test_sarif_names_a_file_by_a_relative_uri(name: str) -> None:
    some = report([typo(file=f"personas/{name}.yml")], base="our teams")
    artifact = parsed("sarif", some)["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert re.fullmatch(r"our%20teams/personas/[\w.~%-]+", artifact["uri"])
    assert unquote(artifact["uri"], errors="surrogateescape") == f"our teams/personas/{name}.yml"


@pytest.mark.parametrize(
    ("text", "hashes"),
    [
        ("", ["c129715d7a2bc9a3:1"]),
        (
            " a\nb\n  \t\tc\n d",
            ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"],
        ),
        (
            "Lorem ipsum dolor sit amet.\n" * 10,
            [
                *(f"a7f2ff13bc495cf2:{number}" for number in range(1, 7)),
                *("a7f2ff1481e87703:1", "a9cf91f7bbf1862b:1", "55ec222b86bcae53:1", "cc97dc7b1d7d8f7b:1"),
                "c129715d7a2bc9a3:1",
            ],
        ),
    ],
)
def test_lines_have_the_hashes_that_github_gives_them(text: str, hashes: list[str]) -> None:
    assert line_hashes(text.split("\n")) == hashes


# JUnit


def cases(some: Report) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(FORMATS["junit"](some)).iter("testcase"))


def test_each_checked_file_is_a_test_and_only_errors_fail_it() -> None:
    checked = ["personas/handbook.yml", CLAIRE, "personas/pharma/zoe.yml"]
    some = report([typo(), stray(), warning(file=checked[2])], checked=checked)
    assert [(case.get("classname"), case.get("name"), case.find("failure") is not None) for case in cases(some)] == [
        ("personas", "handbook.yml", False),
        ("pharma", "claire.yml", True),
        ("pharma", "zoe.yml", False),
    ]
    (suite,) = ElementTree.fromstring(FORMATS["junit"](some))
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == ("3", "1", "0")


def test_a_failure_tells_every_error_of_its_file_and_the_output_every_warning() -> None:
    (case,) = cases(report([typo(), stray(), warning()]))
    failures = case.findall("failure")
    assert len(failures) == 1
    assert re.findall(r": error: .* \[(.+)\]", failures[0].text or "") == ["not-in-list", "unknown-field"]
    assert re.findall(r": warning: .* \[(.+)\]", case.findtext("system-out", "")) == ["file-empty"]


def test_a_file_with_a_finding_that_was_not_checked_is_a_test_too() -> None:
    stranger = Problem("unread-file", "personas/pharma/notes/x.yml", values={"meant": ""})
    assert [case.get("name") for case in cases(report([stranger]))] == ["claire.yml", "x.yml"]


# rdjson


def applied(line: str, problem: Problem) -> str:
    """The line after its one suggestion was accepted, in bytes as reviewdog counts."""
    (diagnostic,) = parsed("rdjson", report([problem], [line]))["diagnostics"]
    (suggestion,) = diagnostic["suggestions"]
    raw, place = line.encode(), suggestion["range"]
    assert place["start"]["line"] == place["end"]["line"] == problem.line
    start, end = place["start"]["column"] - 1, place["end"]["column"] - 1
    return str(raw[:start] + suggestion["text"].encode() + raw[end:], "utf-8")


@pytest.mark.parametrize(
    ("line", "problem", "mended"),
    [
        ("goalz: [a]", stray(1), "goals: [a]"),
        ("'goalz': 1", stray(1), "'goals': 1"),
        ("{é😀: 1, goalz: 2}", stray(1, 9), "{é😀: 1, goals: 2}"),
        ("status: drafft # é", typo(1), "status: draft # é"),
        ('status: "drafft" # é', typo(1), 'status: "draft" # é'),
        ("status:   'drafft'", typo(1, meant="it's"), "status:   'it''s'"),
        ("status: drafft", typo(1, meant="no: way"), 'status: "no: way"'),
        ("tags: [a, drafft, b]", typo(1, 11), "tags: [a, draft, b]"),
        (
            "- drafft",
            Problem("unknown-reference", CLAIRE, 1, 3, (), {"id": "drafft", "meant": "d" * 90}),
            "- " + "d" * 90,
        ),
    ],
)
def test_a_suggestion_replaces_what_was_mistyped_and_nothing_else(line: str, problem: Problem, mended: str) -> None:
    problem = Problem(problem.rule, CLAIRE, 1, problem.column, (), {"kind": "source", **problem.values})
    assert applied(line, problem) == mended


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("goalz: [a]", stray(1, meant="")),
        ("goalz: [a]", Problem("empty-field", CLAIRE, values={"field": "x", "example": "", "meant": "y"})),
        ("drafft: drafft", typo(1)),
        ("status: [drafft]", typo(1)),
        ("status:", typo(1)),
        ("status: other", typo(1)),
    ],
)
def test_where_it_is_not_certain_what_was_mistyped_nothing_is_suggested(line: str, problem: Problem) -> None:
    (diagnostic,) = parsed("rdjson", report([problem], [line]))["diagnostics"]
    assert "suggestions" not in diagnostic


def test_rdjson_names_tool_rule_severity_and_place() -> None:
    document = parsed("rdjson", report([warning(2)], base="teams"))
    assert document["source"] == {"name": "persona-handbook"}
    (diagnostic,) = document["diagnostics"]
    assert (diagnostic["severity"], diagnostic["code"]) == ("WARNING", {"value": "file-empty"})
    assert diagnostic["location"] == {
        "path": f"teams/{CLAIRE}",
        "range": {"start": {"line": 2, "column": 1}, "end": {"line": 2, "column": 7}},
    }


# our own JSON


def test_our_json_counts_and_names_everything_about_a_finding() -> None:
    document = parsed("json", report([stray(), warning()], lang="fr"))
    assert {key: document[key] for key in ("version", "checked", "errors", "warnings")} == {
        "version": 1,
        "checked": 1,
        "errors": 1,
        "warnings": 1,
    }
    assert document["findings"][0] == {
        "rule": "unknown-field",
        "severity": "error",
        "file": CLAIRE,
        "line": 3,
        "column": 1,
        "endLine": 3,
        "endColumn": 6,
        "path": ["goalz"],
        "message": "«\xa0goalz\xa0» n’est pas un champ de ce manuel. Vouliez-vous dire «\xa0goals\xa0»\u202f?",
        "hint": "Corrigez le nom\u202f; un champ à vous commence par x_, comme x_goalz.",
    }


def test_our_json_says_what_level_each_persona_has_reached() -> None:
    levels = {"claire": {"level": "validated", "passed": 3, "asked": 4, "failed": ["vague-words"]}}
    assert parsed("json", replace(report([]), levels=levels))["levels"] == levels


def test_a_key_that_looks_like_a_command_arrives_unchanged() -> None:
    problem = Problem("file-empty", CLAIRE, path=("##[error]", 0))
    assert parsed("json", report([problem]))["findings"][0]["path"] == ["##[error]", 0]


# nothing found

EMPTY: Mapping[str, Any] = {
    "gitlab": [],
    "rdjson": {"source": {"name": "persona-handbook"}, "diagnostics": []},
    "json": {"version": 1, "checked": 1, "errors": 0, "warnings": 0, "findings": [], "levels": {}},
}


@pytest.mark.parametrize("name", EMPTY)
def test_a_report_without_findings_is_valid_and_empty(name: str) -> None:
    assert parsed(name, report([])) == EMPTY[name]


@pytest.mark.parametrize("name", ["text", "github", "summary"])
def test_where_nothing_was_found_there_is_nothing_to_say(name: str) -> None:
    assert EVERY_FORMAT[name](report([])) == ""


def test_sarif_without_findings_has_a_run_without_results() -> None:
    (run,) = parsed("sarif", report([]))["runs"]
    assert (run["results"], run["tool"]["driver"]["rules"]) == ([], [])


def test_where_nothing_was_found_every_test_passes() -> None:
    (case,) = cases(report([]))
    assert (case.get("name"), list(case)) == ("claire.yml", [])
