"""Text that others typed, made fit to print: it keeps to its line, steers no terminal and is no command to a code host.

Every replacement is one sign long, so that what is printed below a line stays below it.
"""

from __future__ import annotations

import json
import re
from typing import Any

REPLACEMENT = "�"

_UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)
"""Control characters, line ends, controls of writing direction (Unicode TR 36, 2.1), lone surrogates, invisible signs.

The joiners that emoji and Persian need (U+200C, U+200D) stay."""

_SURROGATE = re.compile("[\ud800-\udfff]")

_IGNORED = "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200c\u200d\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef"
"""Signs that .NET passes over when it compares texts (Unicode: default ignorable), and GitHub's runner with it."""

_COMMAND_V2 = re.compile(rf"^([\s{_IGNORED}]*):(?=[{_IGNORED}]*:)")
_COMMAND_V1 = re.compile(rf"(#[{_IGNORED}]*#[{_IGNORED}]*)\[")
"""What GitHub's runner reads as a command: `::` at the start of a line, `##[` anywhere (ActionCommand.cs)."""


def visible(text: str) -> str:
    """Text for inside a line: what cannot be printed, and what would be a command there, is replaced by `�`."""
    return _COMMAND_V1.sub(rf"\1{REPLACEMENT}", _UNPRINTABLE.sub(REPLACEMENT, text))


def printable(text: str) -> str:
    """Text for a whole line: as `visible`, and it does not start with a command either."""
    return _COMMAND_V2.sub(rf"\1{REPLACEMENT}", visible(text))


def to_json(document: Any) -> str:
    """JSON (RFC 8259) that a log may show: texts arrive as they are, but no line of it is a command.

    Lone surrogates, which UTF-8 has no bytes for, become `�`.
    """
    text = _SURROGATE.sub(REPLACEMENT, json.dumps(document, ensure_ascii=False, indent=2))
    return _COMMAND_V1.sub(r"\1\\u005b", text)
