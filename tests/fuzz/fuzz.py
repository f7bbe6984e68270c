"""Spoiled files, by the thousand: `python tests/fuzz/fuzz.py [CASES [SEED]]` prints what fails, as short as can be.

Each case is one file of a small handbook, which is then read and checked whole and, where no error is found, rendered.
"""

from __future__ import annotations

import contextlib
import shutil
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # run as a script, it is not in a package

from persona_handbook.catalogues import LANGUAGES, catalogue
from persona_handbook.loading import Loaded, load
from persona_handbook.problems import Problem
from persona_handbook.reading.decode import LINE_END
from persona_handbook.rendering.pages.data import personas_json
from persona_handbook.rendering.site import render_site
from persona_handbook.reports.report import Report
from persona_handbook.reports.text import text as text_report
from persona_handbook.schema.bundle import find_schema_folder
from persona_handbook.schema.catalogue import Schemas, load_schemas
from persona_handbook.views.reader import Reader
from tests.fuzz.mutations import spoiled

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "tests" / "examples"
KINDS = ("persona", "persona", "persona", "segment", "handbook", "story", "lead", "content", "glossary")
"""Which kind of file a case spoils; personas most often."""
PLACES = {"persona": "demo/ana-buyer.yml", "segment": "demo/segment.yml"}
"""Where a kind of file stands, if not at its own name."""
HANGS = 5
"""Seconds after which a case is taken to hang."""


@dataclass(frozen=True, slots=True)
class Case:
    """A file of some kind, with what it holds."""

    kind: str
    raw: bytes


@dataclass(frozen=True)
class Bench:
    """A small handbook in `folder`, of which one file at a time is replaced."""

    folder: Path

    @cached_property
    def schemas(self) -> Schemas:
        return load_schemas(find_schema_folder(self.folder))

    @cached_property
    def seeds(self) -> dict[str, list[bytes]]:
        """Files to spoil, by kind: all of the sample company and of the examples."""
        paths = [*(ROOT / "personas").rglob("*.yml"), *EXAMPLES.rglob("personas/**/*.yml")]
        found: dict[str, list[bytes]] = {kind: [] for kind in KINDS}
        for path in sorted(path for path in paths if path.is_file() and path.stat().st_size < 40_000):
            found[path.stem if path.stem in found else "persona"].append(path.read_bytes())
        return found

    def fault(self, case: Case) -> str:
        """What is wrong with how the program takes this case; empty where nothing is."""
        path = self.folder / PLACES.get(case.kind, f"{case.kind}.yml")
        kept = path.read_bytes() if path.exists() else None
        path.write_bytes(case.raw)
        try:
            with _guarded():
                loaded = load(self.folder, self.schemas)
                fault = next(_faults(loaded, case.raw, f"{self.folder.name}/{path.relative_to(self.folder)}"), "")
                return fault or ("" if loaded.failed else self._fault_of_pages(loaded))
        except Exception as error:
            return f"{type(error).__name__}: {error}"
        finally:
            path.unlink() if kept is None else path.write_bytes(kept)

    def _fault_of_pages(self, loaded: Loaded) -> str:
        """A handbook in which nothing is found can be shown and exported."""
        assert loaded.handbook is not None, "no handbook, and nobody says why"
        for language in LANGUAGES:
            render_site(Reader(loaded.handbook, self.schemas, catalogue(language), date(2026, 11, 21)))
        personas_json(loaded.handbook, self.schemas)
        return ""


def _faults(loaded: Loaded, raw: bytes, file: str) -> Iterator[str]:
    lines = LINE_END.split(raw.decode("utf-8", errors="replace").removeprefix("\ufeff"))
    alike = Counter((p.file, p.line, p.column, p.rule, catalogue("en").message(p)) for p in loaded.problems)
    for problem in loaded.problems:
        if problem.file == file and not _is_inside(problem, lines):
            yield f"{problem.rule} at {problem.line}:{problem.column} is outside the file"
        for language in LANGUAGES:
            words = catalogue(language)
            if not words.message(problem).strip() or not words.hint(problem).strip():
                yield f"{problem.rule} has no message or no hint in {language}"
            if len(text_report(Report([problem], (), words, lambda _: ())).split("\n")) != 2:
                yield f"{problem.rule} is not one line and its hint in {language}"
    if alike and max(alike.values()) > 1:
        yield f"the same finding twice: {alike.most_common(1)[0][0][1:]}"


def _is_inside(problem: Problem, lines: Sequence[str]) -> bool:
    return 1 <= problem.line <= len(lines) and 1 <= problem.column <= len(lines[problem.line - 1]) + 1


@contextlib.contextmanager
def _guarded() -> Iterator[None]:
    """A case that hangs becomes an error."""

    def give_up(*_: object) -> None:
        raise TimeoutError(f"more than {HANGS} seconds")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(HANGS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@contextlib.contextmanager
def bench() -> Iterator[Bench]:
    """A bench in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        personas = Path(shutil.copytree(EXAMPLES / "base" / "personas", Path(folder) / "personas"))
        shutil.copytree(EXAMPLES / "valid" / "every-shared-file" / "personas", personas, dirs_exist_ok=True)
        yield Bench(personas)


def cases(count: int, seed: int, seeds: dict[str, list[bytes]]) -> Iterator[Case]:
    """`count` spoiled files; the same for the same seed and the same examples."""
    chance = Random(seed)
    for _ in range(count):
        kind = chance.choice(KINDS)
        yield Case(kind, spoiled(chance, seeds[kind]))


def shortened(raw: bytes, fails: Callable[[bytes], bool]) -> bytes:
    """A shorter file that still fails: lines, then bytes are left out as long as any can be (delta debugging)."""
    for parts in (raw.splitlines(keepends=True), None):
        pieces = parts if parts is not None else [bytes([byte]) for byte in raw]
        size = max(len(pieces) // 2, 1)
        while size:
            start = 0
            while start < len(pieces):
                rest = pieces[:start] + pieces[start + size :]
                if fails(b"".join(rest)):
                    pieces = rest
                else:
                    start += size
            size //= 2
        raw = b"".join(pieces)
    return raw


def main(count: int = 100_000, seed: int = 1) -> int:
    """Run the cases; print each new kind of fault with the shortest file that shows it. 0 if there is none."""
    shown: set[str] = set()
    with bench() as place:
        for number, case in enumerate(cases(count, seed, place.seeds), 1):
            if fault := place.fault(case):
                kind = _kind(fault)
                if kind not in shown:
                    shown.add(kind)
                    short = shortened(
                        case.raw,
                        lambda raw: _kind(place.fault(Case(case.kind, raw))) == kind,  # noqa: B023
                    )
                    print(f"{fault}\n    {case.kind} {short!r}", flush=True)
            if number % 5_000 == 0:
                print(f"{number} cases, {len(shown)} kinds of fault", file=sys.stderr)
    return 1 if shown else 0


def _kind(fault: str) -> str:
    """A fault without its numbers and quotations."""
    return "".join(sign for sign in fault.partition("(")[0] if not sign.isdigit())


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
