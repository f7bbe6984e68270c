"""Problems as text for a terminal."""

from __future__ import annotations

import re
from collections.abc import Sequence

from persona_handbook.catalogues import Catalogue
from persona_handbook.problems import Problem

MOST_PER_FILE = 50

_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def text_report(problems: Sequence[Problem], words: Catalogue) -> str:
    """Each problem with its place, what is wrong and how to mend it; at most MOST_PER_FILE for each file."""
    lines: list[str] = []
    shown: dict[str, int] = {}
    for problem in problems:
        shown[problem.file] = shown.get(problem.file, 0) + 1
        if shown[problem.file] > MOST_PER_FILE:
            continue
        severity = words.say(f"severity_{problem.severity}")
        lines.append(_one_line(f"{problem.place}: {severity}: {words.message(problem)} [{problem.rule}]"))
        if hint := words.hint(problem):
            lines.append(_one_line(f"    {hint}"))
    for file, count in shown.items():
        if count > MOST_PER_FILE:
            lines.append(_one_line(f"{file}: {words.say('more_problems', n=count - MOST_PER_FILE)}"))
    return "\n".join(lines)


def _one_line(text: str) -> str:
    """Text and names of files may not start a line of their own (a code host reads some lines as commands) nor steer
    the terminal."""
    return _UNPRINTABLE.sub("�", text)
