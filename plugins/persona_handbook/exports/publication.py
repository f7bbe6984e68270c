"""The handbook as it is published: its pages, its assets and its data."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from persona_handbook.catalogues import catalogue
from persona_handbook.collector import collector_at_rest
from persona_handbook.exports import trend
from persona_handbook.exports.site_cache import SiteCache
from persona_handbook.history.git import HistoryError
from persona_handbook.keeping import digest, program_state
from persona_handbook.loading import Loaded, load
from persona_handbook.model.policy import build_day
from persona_handbook.model.states import State
from persona_handbook.problems import Problem, Severity
from persona_handbook.reading.folders import contents_of
from persona_handbook.reading.lines import lines_of
from persona_handbook.rendering.page import Site
from persona_handbook.rendering.problems import render_problems
from persona_handbook.rendering.site import render_site
from persona_handbook.rendering.store import Made
from persona_handbook.reports.report import Report
from persona_handbook.reports.text import text
from persona_handbook.schema.bundle import SchemaError, find_schema_folder
from persona_handbook.schema.catalogue import Schemas, load_schemas
from persona_handbook.views.reader import Reader


@dataclass(frozen=True, slots=True)
class Publication:
    """A site made ready, and what was found on the way.

    `report` is empty where all is well; else `site` is one page that shows it, for whoever is editing at the moment.
    `sources` are the folders that the site was made from.
    """

    site: Site
    report: str
    sources: tuple[Path, ...]


def publication(
    personas: Path,
    language: str,
    address: str = "",
    *,
    history: bool = False,
    cache: SiteCache | None = None,
    at_once: Callable[[Made], None] | None = None,
) -> Publication:
    """Read, check and render the folder `personas`; `address` is where the site is published, if that is known.

    With `history`, git is asked for the figures of earlier days; where it cannot answer, pages say so. What the cache
    holds is neither read nor made again; who cannot wait for all is told `at_once` of new pages of personas.
    """
    with collector_at_rest():
        return _publication(personas, language, address, history, cache, at_once)


def _publication(
    personas: Path,
    language: str,
    address: str,
    history: bool,
    cache: SiteCache | None,
    at_once: Callable[[Made], None] | None,
) -> Publication:
    folder = find_schema_folder(personas)
    sources = (personas, folder)
    state = _state(folder)
    surroundings = program_state() + state if cache else ""
    states = _past(personas, cache, surroundings) if history else None
    wholes = cache if cache and not cache.memory.stays else None  # who goes on has everything at hand
    asked = repr((language, address, states, build_day(), os.path.abspath(personas)))
    key = digest(surroundings, asked, *contents_of(personas, ("",))) if wholes else ""
    if wholes and (kept := wholes.site(key)):
        return Publication(kept, "", sources)
    words = catalogue(language)
    try:
        schemas = _schemas(folder, state)
        loaded = load(personas, schemas, memory=cache.memory if cache else None, surroundings=surroundings)
    except SchemaError as error:
        loaded = Loaded(None, (Problem("schema-unusable", folder.name, values={"why": str(error)}),))
    if loaded.failed or loaded.handbook is None:
        errors = [problem for problem in loaded.problems if problem.severity is Severity.ERROR]
        report = Report(errors, (), words, lines_of(Path(os.path.abspath(personas))))
        return Publication(render_problems(errors, words), text(report), sources)
    reader = Reader(
        loaded.handbook, schemas, words, build_day(), address=address, findings=loaded.problems, past=states
    )
    site = render_site(reader, cache.store if cache else None, surroundings, at_once)
    if wholes:
        wholes.keep(key, site)
    return Publication(site, "", sources)


def _past(personas: Path, cache: SiteCache | None, surroundings: str) -> tuple[State, ...] | None:
    with suppress(HistoryError):
        return trend.past(personas, build_day(), memory=cache.memory if cache else None, surroundings=surroundings)
    return None


@lru_cache(maxsize=1)
def _schemas(folder: Path, _state: str) -> Schemas:
    """The schema, read again only when it has changed. Raises SchemaError."""
    return load_schemas(folder)


def _state(schema: Path) -> str:
    return digest(*(path.read_bytes() for path in sorted(schema.iterdir()) if path.is_file()))
