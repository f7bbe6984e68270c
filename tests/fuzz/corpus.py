"""Files that no marketer writes: what each holds, and the one rule that must refuse it.

Sources: the attacks on YAML readers listed in yaml.org/spec/1.2.2 (chapters 5 to 8), Unicode TR 36 and TR 39 for
look-alikes, and what crashed or hung other readers when we tried them.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from persona_handbook.reading.files import MAX_BYTES

BASE = Path(__file__).parents[1] / "examples" / "base" / "personas"
DRAFT = (BASE / "demo" / "ana-buyer.yml").read_bytes()

TAIL = 100_000
"""How often a pattern is repeated that grows with its number."""


@dataclass(frozen=True, slots=True)
class Hostile:
    """One hostile file. `rule` is the rule that refuses it, empty where the file is in fact fine.

    `put` makes it at a path that is free. `causes` says how many findings it is worth, 0 where there are many.
    """

    rule: str
    put: Callable[[Path], object]
    causes: int = 1


def _bytes(rule: str, make: Callable[[], bytes], causes: int = 1) -> Hostile:
    return Hostile(rule, lambda path: path.write_bytes(make()), causes)


def _text(rule: str, text: str, causes: int = 1) -> Hostile:
    return _bytes(rule, lambda: text.encode(), causes)


def _more(rule: str, text: str, causes: int = 1) -> Hostile:
    """A valid draft and something after it."""
    return _bytes(rule, lambda: DRAFT + text.encode(), causes)


def _field(rule: str, key: str, value: str, causes: int = 1) -> Hostile:
    """A valid draft in which one field holds something else."""
    lines = [line for line in DRAFT.decode().splitlines() if not line.startswith(f"{key}:")]
    return _text(rule, "\n".join([*lines, f"{key}: {value}", ""]), causes)


def _many(count: int, line: str) -> str:
    return "".join(line.format(n=number) for number in range(count))


def _fill(head: bytes, line: bytes, size: int) -> bytes:
    """`head`, then as many of `line` as fit into `size`."""
    return head + line * ((size - len(head)) // len(line))


def _listen(path: Path) -> None:
    """A socket in the file system; its name, which is limited to 108 bytes, is given from the folder it is in."""
    here = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(path.name)
    finally:
        os.chdir(here)


def _no_rights(path: Path) -> None:
    path.write_bytes(DRAFT)
    path.chmod(0)


ALIASES = "x_a: &a [x, x]\nx_b: &b [*a, *a, *a, *a]\nx_c: &c [*b, *b, *b, *b]\nx_d: [*c, *c, *c, *c]\n"
MERGES = "x_a: &a {k: 1}\n" + _many(30, "x_{n}: {{<<: [*a, *a, *a, *a, *a, *a, *a, *a]}}\n")

REFUSED: dict[str, Hostile] = {
    "twenty-megabytes-of-nothing": Hostile("file-too-large", lambda path: _sparse(path, 20_000_000)),
    "twenty-megabytes-of-fields": _bytes("file-too-large", lambda: _fill(DRAFT, b"x_a: [1, 2, 3]\n", 20_000_000)),
    "four-gigabytes-of-nothing": Hostile("file-too-large", lambda path: _sparse(path, 4_000_000_000)),
    "one-byte-too-many": _bytes("file-too-large", lambda: DRAFT + b"#" * (MAX_BYTES + 1 - len(DRAFT))),
    "nothing": _text("file-empty", ""),
    "only-a-mark": _text("file-empty", "\ufeff"),
    "three-marks": _text("file-control-character", "\ufeff" * 3),
    "only-comments": _bytes("file-empty", lambda: b"# to do\n" * 30_000),
    "only-line-ends": _bytes("file-empty", lambda: b"\n" * 200_000),
    "only-carriage-returns": _bytes("file-empty", lambda: b"\r" * 200_000),
    "utf-16-with-a-mark": _bytes("file-encoding", lambda: DRAFT.decode().encode("utf-16")),
    "utf-16-other-end": _bytes("file-encoding", lambda: b"\xfe\xff" + DRAFT.decode().encode("utf-16-be")),
    "utf-16-without-a-mark": _bytes("file-control-character", lambda: DRAFT.decode().encode("utf-16-le")),
    "utf-32": _bytes("file-encoding", lambda: DRAFT.decode().encode("utf-32")),
    "utf-32-without-a-mark": _bytes("file-control-character", lambda: DRAFT.decode().encode("utf-32-be")),
    "utf-7": _text("file-not-mapping", "+AG4AYQBtAGU-"),
    "latin-1": _bytes("file-encoding", lambda: DRAFT + "x_a: caf\u00e9\n".encode("latin-1")),
    "overlong-utf-8": _bytes("file-encoding", lambda: DRAFT + b"x_a: \xc0\x80\n"),
    "lone-surrogate": _bytes("file-encoding", lambda: DRAFT + b"x_a: \xed\xa0\x80\n"),
    "lone-surrogate-by-escape": _more("yaml-syntax", 'x_a: "\\ud800"\n'),
    "surrogate-pair-by-escape": _more("yaml-syntax", 'x_a: "\\ud83d\\ude00"\n'),
    "beyond-unicode-by-escape": _more("yaml-syntax", 'x_a: "\\UFFFFFFFF"\n'),
    "random-bytes": _bytes("file-encoding", lambda: bytes((n * 167 + 13) % 256 for n in range(100_000))),
    "nul": _more("file-control-character", "x_a: b\0c\n"),
    "nul-by-escape": _more("file-control-character", 'x_a: "\\0"\n'),
    "nothing-but-nul": _bytes("file-control-character", lambda: b"\0" * 100_000),
    "form-feed": _more("file-control-character", "\fx_a: b\n"),
    "vertical-tab": _more("file-control-character", "x_a:\vb\n"),
    "terminal-escape": _more("file-control-character", "x_a: \x1b]0;pwned\a\n"),
    "line-separator": _more("file-control-character", "x_a: a\u2028b\n"),
    "next-line": _more("file-control-character", "x_a: a\x85b\n"),
    "mark-in-the-middle": _more("file-control-character", "x_a: a\ufeffb\n"),
    "no-break-space-as-indentation": _more("yaml-no-break-space", "profile:\n\u00a0\u00a0age_range: 30\n"),
    "look-alike-letter-in-a-name": _bytes("look-alike-field", lambda: DRAFT.replace(b"name:", "n\u0430me:".encode())),
    "zero-width-space-in-a-name": _bytes("unknown-field", lambda: DRAFT.replace(b"name:", "na\u200bme:".encode())),
    "right-to-left-in-a-name": _more("file-bidi-control", "\u202ename: x\n"),
    "right-to-left-in-a-text": _more("file-bidi-control", "x_a: a \u2066b\u2069\n"),
    "name-written-with-a-combining-accent": _more("unknown-field", "cafe\u0301: x\n"),
    "merge-conflict": _more("file-merge-conflict", "<<<<<<< HEAD\nx_a: 1\n=======\nx_a: 2\n>>>>>>> other\n"),
    "alias-bomb": _more("yaml-alias", ALIASES),
    "merge-bomb": _more("yaml-alias", MERGES),
    "twenty-thousand-aliases": _more("yaml-alias", "x_a: &a b\nx_b: [" + "*a," * 20_000 + "]\n"),
    "twenty-thousand-anchors": _more("yaml-alias", "x_b: [" + _many(20_000, "&a{n} b,") + "]\n"),
    "list-that-holds-itself": _more("yaml-alias", "x_a: &a [*a]\n"),
    "group-that-holds-itself": _more("yaml-alias", "x_a: &a {b: *a}\n"),
    "file-that-holds-itself": _text("yaml-alias", "&a\nname: *a\n"),
    "anchor-on-a-key": _more("yaml-alias", "&a x_a: b\n"),
    "alias-as-a-key": _more("yaml-alias", "*a : b\n"),
    "alias-of-nothing": _more("yaml-alias", "x_a: *nothing\n"),
    "merge-key-alone": _more("yaml-alias", "<<: {x_a: b}\n"),
    "merge-key-of-nothing": _more("yaml-alias", "<<:\n"),
    "very-long-anchor": _more("yaml-alias", "x_a: &" + "a" * TAIL + " b\n"),
    "python-call": _more("yaml-tag", "x_a: !!python/object/apply:os.system ['touch pwned']\n"),
    "python-name": _more("yaml-tag", "x_a: !!python/name:os.system\n"),
    "python-module": _more("yaml-tag", "!!python/module:os : b\n"),
    "python-object-as-the-file": _text("yaml-tag", "!!python/object:object\nname: Ana\n"),
    "verbatim-tag": _more("yaml-tag", "x_a: !<tag:yaml.org,2002:python/none> b\n"),
    "binary": _more("yaml-tag", "x_a: !!binary aGVsbG8=\n"),
    "set": _more("yaml-tag", "x_a: !!set {a, b}\n"),
    "tag-alone": _more("yaml-tag", "x_a: !\n"),
    "unknown-tag-handle": _more("yaml-syntax", "x_a: !e!b c\n"),
    "tag-directive": _text("yaml-tag", "%TAG !e! tag:e,2000:\n---\nname: !e!b c\n"),
    "ten-thousand-tag-directives": _text("yaml-tag", _many(10_000, "%TAG !e{n}! e:\n") + "---\n"),
    "the-same-tag-directive-twice": _text("yaml-tag", "%TAG !e! e:\n%TAG !e! f:\n---\na: b\n"),
    "very-long-tag": _more("yaml-tag", "x_a: !" + "a" * TAIL + " b\n"),
    "tag-with-escapes": _more("yaml-tag", "x_a: !%00%ff b\n"),
    "another-version-of-yaml": _text("yaml-syntax", "%YAML 9.9\n---\nname: Ana\n"),
    "version-twice": _text("yaml-syntax", "%YAML 1.1\n%YAML 1.1\n---\nname: Ana\n"),
    "very-long-version": _text("yaml-syntax", "%YAML 1." + "1" * 10_000 + "\n---\nname: Ana\n"),
    "unknown-directive": _bytes("yaml-syntax", lambda: b"%FOO bar\n---\n" + DRAFT),
    "brackets": _more("yaml-too-deep", "x_a: " + "[" * TAIL),
    "brackets-that-close": _more("yaml-too-deep", "x_a: " + "[" * 50_000 + "]" * 50_000),
    "braces": _more("yaml-too-deep", "x_a: " + "{a: " * 50_000),
    "braces-alone": _more("yaml-key-not-text", "x_a: " + "{" * TAIL),
    "brackets-and-braces": _more("yaml-too-deep", "x_a: " + "[{a: " * 40_000),
    "hyphens": _text("yaml-too-deep", "- " * TAIL),
    "hyphens-line-by-line": _text("yaml-too-deep", "".join(" " * n + "-\n" for n in range(600))),
    "fields-line-by-line": _text("yaml-too-deep", "".join(" " * n + "a:\n" for n in range(600))),
    "question-marks": _text("yaml-key-not-text", "? " * TAIL),
    "question-marks-line-by-line": _text("yaml-key-not-text", "".join(" " * n + "?\n" for n in range(600))),
    "question-marks-in-braces": _text("yaml-key-not-text", "{? " * 60_000),
    "colons": _text("yaml-indentation", ": " * TAIL),
    "list-as-a-key": _more("yaml-key-not-text", "? [x_a]\n: b\n"),
    "no-key": _more("yaml-key-not-text", "'': b\n"),
    "question-mark-alone": _more("yaml-key-not-text", "? \n"),
    "hundred-thousand-fields": _more(
        "yaml-too-many", _many(18_000, "x{n}: \n") + "x_b: {" + _many(10_000, "{n},") + "}\n"
    ),
    "hundred-thousand-entries": _more("yaml-too-many", "x_a: [" + "a," * TAIL + "]\n"),
    "hundred-thousand-empty-lists": _more("yaml-too-many", "x_a: [" + "[]," * 80_000 + "]\n"),
    "hundred-thousand-documents": _more("yaml-several-documents", "---\n" * 50_000),
    "document-ends": _more("yaml-several-documents", "...\n---\nname: Ana\n"),
    "the-same-field-again-and-again": _more("yaml-duplicate-key", "name: x\n" * 20_000, 0),
    "long-text": _more("yaml-long-text", "x_a: " + "a" * 200_000 + "\n"),
    "long-text-in-quotes": _more("yaml-long-text", 'x_a: "' + "a" * 200_000 + '"\n'),
    "long-text-of-escapes": _more("yaml-long-text", 'x_a: "' + "\\u0041" * 40_000 + '"\n'),
    "long-text-over-many-lines": _more("yaml-long-text", "x_a:\n" + "  b\n" * 50_000),
    "long-block": _more("yaml-long-text", "x_a: |\n" + "  b\n" * 50_000),
    "long-block-of-blank-lines": _more("yaml-long-text", "x_a: |+\n" + "\n" * 200_000),
    "long-key": _more("yaml-no-colon", "a" * TAIL + ": b\n"),
    "long-key-in-quotes": _more("yaml-no-colon", '"' + "a" * TAIL + '": b\n'),
    "long-key-after-a-question-mark": _more("unknown-field", "? " + "a" * 200_000 + "\n: b\n"),
    "long-name-of-spaces": _more("yaml-key-not-text", '? "' + " " * 200_000 + '"\n: b\n'),
    "block-with-a-wrong-indentation-sign": _more("yaml-syntax", "x_a: |0\n  b\n"),
    "unclosed-quote": _more("yaml-quote", "x_a: 'b\n" + "x_b: c\n" * 30_000),
    "unclosed-double-quote": _more("yaml-quote", 'x_a: "b\n' + "x_b: c\n" * 30_000),
    "quote-alone": _text("yaml-quote", '"'),
    "unclosed-bracket": _more("yaml-brackets", "x_a: [b,\n" + "  c,\n" * 20_000 + "  d\n"),
    "number-of-five-thousand-digits": _field("wrong-type", "expertise_level", "9" * 5_000),
    "number-with-a-vast-exponent": _field("wrong-type", "expertise_level", "1e999999999"),
    "not-a-number": _field("wrong-type", "expertise_level", ".nan"),
    "infinity": _field("wrong-type", "expertise_level", "-.inf"),
    "largest-number": _field("out-of-range", "expertise_level", "999999999999999999"),
    "sixty-minutes": _field("wrong-type", "expertise_level", "190:20:30"),
    "equals-sign-alone": _text("file-not-mapping", "="),
    "merge-sign-alone": _text("file-not-mapping", "<<"),
    "hyphen-alone": _text("file-not-mapping", "-"),
    "colon-alone": _text("yaml-indentation", ":"),
    "ampersand-alone": _text("yaml-alias", "&"),
    "asterisk-alone": _text("yaml-alias", "*"),
    "percent-alone": _text("yaml-syntax", "%"),
    "at-sign-alone": _text("yaml-syntax", "@"),
    "backtick-alone": _text("yaml-syntax", "`"),
    "bar-alone": _text("file-not-mapping", "|"),
    "bracket-alone": _text("yaml-syntax", "["),
    "brace-alone": _text("yaml-syntax", "{"),
    "comma-alone": _text("yaml-syntax", ","),
    "tab-alone": _text("yaml-tab", "\t"),
    "pattern-of-ids": _field("wrong-form", "owner", "{department: " + "a-" * 9_000 + "}", 0),
    "pattern-of-pictures": _field("too-long", "portrait", "{image: " + "a/" * 9_000 + ", alt: a}", 0),
    "pattern-of-links": _more(
        "too-long",
        "sources: [{id: a, method: interview, date: 2026-01-01, n: 1, summary: b, link: 'https://"
        + "a" * 19_000
        + "'}]\n",
    ),
    "pattern-of-durations": _field("wrong-form", "review_every", "P" + "1" * 19_000),
    "pattern-of-names": _field("wrong-form", "name", "a" * 19_000 + "1", 0),
    "ten-thousand-unknown-fields": _more("unknown-field", _many(10_000, "lamp_number_{n}: x\n"), 0),
    "ten-thousand-long-unknown-fields": _more("unknown-field", _many(200, "lamp_{n}_" + "summary_" * 120 + ": x\n"), 0),
    "ten-thousand-wrong-entries": _field("wrong-type", "tags", "[" + "[1]," * 10_000 + "]", 0),
    "ten-thousand-groups-that-differ": _field("yaml-colon", "tags", "[" + _many(10_000, "{{a: {n}}},") + "]", 0),
    "ten-thousand-unknown-values": _field("not-in-list", "market", "[" + _many(10_000, "market{n},") + "]", 0),
    "ten-thousand-unknown-sources": _field(
        "unknown-reference", "quotes", "[" + _many(5_000, "{{text: a, sources: [source-{n}]}},") + "]", 0
    ),
    "ten-thousand-sources-of-one-name": _field(
        "repeated-id",
        "sources",
        "[" + "{id: a, method: interview, date: 2026-01-01, n: 1, summary: b}," * 3_000 + "]",
        0,
    ),
}
"""Text that must be refused, by a name that is an id; each is a whole file."""


def _sparse(path: Path, size: int) -> None:
    with path.open("wb") as file:
        file.truncate(size)


NOT_FILES: dict[str, Hostile] = {
    "folder": Hostile("file-not-regular", lambda path: path.mkdir()),
    "pipe": Hostile("file-not-regular", os.mkfifo),
    "socket": Hostile("file-not-regular", _listen),
    "link-out-of-the-folder": Hostile("file-outside", lambda path: path.symlink_to("/etc/hostname")),
    "link-without-an-end": Hostile("file-outside", lambda path: path.symlink_to("/dev/zero")),
    "link-to-memory": Hostile("file-outside", lambda path: path.symlink_to("/proc/self/mem")),
    "link-out-by-a-relative-way": Hostile("file-outside", lambda path: path.symlink_to("../../../../../../etc/passwd")),
    "link-to-itself": Hostile("file-unreadable", lambda path: path.symlink_to(path.name)),
    "link-to-nothing": Hostile("file-unreadable", lambda path: path.symlink_to("nothing.yml")),
    "no-rights": Hostile("file-unreadable", _no_rights),
}
"""What only looks like a file."""


def prose(text: str) -> Hostile:
    """A valid draft that holds `text`, of up to 20,000 characters, where a text has no limit of its own."""
    whole, day = ("'" + part.replace("'", "''") + "'" for part in (text, text[:1500]))
    return _more("", f"share: {{value: {whole}, unit: lamps, date: 2026-01-01}}\nx_own: {whole}\nday: {day}\n")


FINE: Mapping[str, Hostile] = {
    "comment-of-a-quarter-megabyte": _bytes("", lambda: DRAFT + b"#" * (MAX_BYTES - len(DRAFT))),
    "comments-on-every-line": _bytes("", lambda: _fill(DRAFT, b"# a\n", MAX_BYTES)),
    "carriage-returns-only": _bytes("", lambda: DRAFT.replace(b"\n", b"\r")),
    "right-to-left-marks": _more("", "day: abc \u200f\u061c\u200e\n"),
    "zero-width-letters": _more("", "day: a\u200b\u200d\u2060b\n"),
    "thousand-combining-accents": _more("", "day: a" + "\u0301" * 1_000 + "\n"),
    "emoji-families": _more("", "day: " + "\U0001f468\u200d\U0001f469\u200d\U0001f467 " * 200 + "\n"),
    "version-of-yaml": _bytes("", lambda: b"%YAML 1.1\n---\n" + DRAFT),
    "keys-after-question-marks": _more("", "? x_a\n: b\n"),
    "twenty-thousand-entries-of-our-own": _more("", "x_a: [" + "a," * 40_000 + "]\n"),
    "ten-thousand-fields-of-our-own": _more("", _many(10_000, "x_{n}: a\n")),
    "as-deep-as-allowed": _more("", "x_a: " + "[" * 30 + "]" * 30 + "\n"),
    "equals-sign-in-a-text": _more("", "x_a: =\nx_b: '<<'\n"),
    "prose-of-asterisks": prose("*" * 19_990),
    "prose-of-nested-emphasis": prose("*a **b " * 2_800),
    "prose-of-emphasis-that-never-closes": prose("a **b" * 3_990),
    "prose-of-emphasis-that-only-closes": prose("a** " * 4_990),
    "prose-of-mixed-emphasis": prose("*_" * 9_990),
    "prose-of-brackets": prose("[" * 19_990),
    "prose-of-nested-links": prose("[a](" * 4_990),
    "prose-of-brackets-that-close": prose("[" * 9_990 + "](a)" * 2_490),
    "prose-of-pictures": prose("![[]()" * 3_330),
    "prose-of-long-link-texts": prose("[" + "a" * 19_000 + "](https://example.com)"),
    "prose-of-long-addresses": prose("[a](https://example.com/" + "a" * 19_900 + ")"),
    "prose-of-brackets-in-addresses": prose("[a](" + "(" * 19_900 + ")"),
    "prose-of-link-titles": prose("[a](<b> '" * 2_200),
    "prose-of-backticks": prose("`" * 19_990),
    "prose-of-backticks-of-every-length": prose("".join("`" * n + "a" for n in range(1, 195))),
    "prose-of-backslashes": prose("\\" * 19_990),
    "prose-of-escaped-brackets": prose("\\[" * 9_990),
    "prose-of-entities": prose("&amp;" * 3_990),
    "prose-of-ampersands": prose("&" * 19_990),
    "prose-of-tags": prose("<a " * 6_660),
    "prose-of-comments": prose("<!--" * 4_990),
    "prose-of-angle-brackets": prose("<" * 19_990),
    "prose-of-spaces": prose("a" + " " * 19_900 + "b*"),
    "prose-of-blank-lines": _more("", "day: |\n" + "  a\n\n" * 350),
}
"""What is valid, and costs readers of YAML or of Markdown much time: it passes, and its pages are made."""
