"""Our own template environment: everything is escaped, and a name that a template misspells is an error."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from babel.dates import format_date
from babel.numbers import format_decimal
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from persona_handbook.rendering.avatar import avatar
from persona_handbook.rendering.prose import inline, paragraphs
from persona_handbook.views.journey_map import signed
from persona_handbook.views.reader import Reader
from persona_handbook.views.values import plain_text

TEMPLATES = Path(__file__).parent / "templates"


def environment(reader: Reader) -> Environment:
    """The environment for one language."""
    language = reader.language
    found = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    found.filters |= {
        "prose": inline,
        "paragraphs": paragraphs,
        "signed": signed,
        "plain": plain_text,
        "date": lambda day: format_date(_day(day), "d MMM y", locale=language),
        "number": lambda value: _number(value, language),
    }
    found.globals |= {
        "say": reader.say,
        "avatar": avatar,
        "foreign": Markup(f' lang="{escape(reader.foreign)}"') if reader.foreign else "",
    }
    return found


def _day(day: date | str) -> date:
    return day if isinstance(day, date) else date.fromisoformat(day)


def _number(value: object, language: str) -> str:
    """A number as it is written in the language; words stay as they are."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return str(value)
    return str(format_decimal(value, locale=language))
