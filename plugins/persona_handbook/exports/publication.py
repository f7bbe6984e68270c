"""The handbook as it is published: its pages, its assets and its data."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from persona_handbook.catalogues import catalogue
from persona_handbook.exports.data import personas_json
from persona_handbook.model.handbook import Handbook
from persona_handbook.problems import Problem
from persona_handbook.rendering.page import Asset, Site
from persona_handbook.rendering.problems import render_problems
from persona_handbook.rendering.site import render_site
from persona_handbook.schema.catalogue import Schemas
from persona_handbook.views.reader import Reader


def publish(handbook: Handbook, schemas: Schemas, language: str) -> Site:
    """The site in one language, with `personas.json` at its root."""
    site = render_site(Reader(handbook, schemas, catalogue(language), build_day()))
    data = Asset("personas.json", personas_json(handbook, schemas).encode())
    return replace(site, assets=(*site.assets, data))


def build_day() -> date:
    """Today, or the day that SOURCE_DATE_EPOCH names (reproducible-builds.org), so that builds can be repeated."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch.isdigit() else datetime.now(UTC).date()


def broken(problems: Sequence[Problem], language: str) -> Site:
    """A site of one page that shows what is wrong, for whoever is editing at the moment."""
    return render_problems(problems, catalogue(language))
