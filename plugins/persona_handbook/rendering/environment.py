"""Our own template environment: everything is escaped, and a name that a template misspells is an error."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from persona_handbook.rendering.avatar import avatar
from persona_handbook.rendering.compiled import compiled_templates
from persona_handbook.rendering.prose import inline, paragraphs
from persona_handbook.rendering.quick_templates import QuickEnvironment
from persona_handbook.rendering.widgets import Widgets
from persona_handbook.views.emotions import signed
from persona_handbook.views.reader import Reader
from persona_handbook.views.values import plain_text

TEMPLATES = Path(__file__).parent / "templates"


def environment(reader: Reader, widgets: Widgets) -> Environment:
    """The environment for one language."""
    found = QuickEnvironment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=compiled_templates("quick"),
    )
    found.filters |= {
        "prose": inline,
        "paragraphs": paragraphs,
        "signed": signed,
        "in_reader_language": reader.read,
        "plain": plain_text,
        "date": widgets.day,
        "number": widgets.number,
    }
    found.globals |= {
        "say": reader.say,
        "avatar": avatar,
        "widget": widgets.__call__,
        "again": widgets.again,
        "brief": widgets.brief,
        "held": widgets.held,
        "cite": lambda citations: Markup(widgets.cite(citations)),
        "compared": widgets.compared,
        "address": reader.address,
        "foreign": Markup(widgets.foreign),
        "ours": Markup(widgets.ours),
    }
    return found
