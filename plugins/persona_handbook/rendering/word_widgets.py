"""Widgets for what is said in a few words: texts, figures, statements with their sources, lists.

Everything that comes from a file passes through `inline` or `escape`; each function returns safe HTML.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from html import escape

from babel.dates import format_date
from babel.numbers import format_decimal

from persona_handbook.rendering.prose import inline, paragraphs
from persona_handbook.views.anchors import claim_anchor
from persona_handbook.views.reader import Citation, Link, Reader
from persona_handbook.views.values import ScaleMark, Shown, Statement, plain_text


class WordWidgets:
    """The plain widgets in one language.

    `foreign` marks texts that are in another language than the reader's, `ours` our own words among them: both are
    attributes, empty where the files are in the reader's language.
    """

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.foreign = f' lang="{escape(reader.foreign)}"' if reader.foreign else ""
        self.ours = f' lang="{reader.language}"' if reader.foreign else ""
        self._cited_as: dict[Citation, str] = {}

    def text(self, shown: Shown) -> str:
        text = inline(plain_text(shown.value))
        return f"<span{self.foreign}>{text}</span>" if self.foreign else text

    def prose(self, shown: Shown) -> str:
        return "".join(f"<p{self.foreign}>{part}</p>" for part in paragraphs(shown.value))

    def words(self, shown: Shown) -> str:
        return escape(self.number(shown.value))

    def percent(self, shown: Shown) -> str:
        return self._reader.say("percent", n=self.number(shown.value))

    def boolean(self, shown: Shown) -> str:
        return self._reader.say("said_yes") if shown.value else self._reader.say("said_no")

    def date(self, shown: Shown) -> str:
        return f'<time datetime="{escape(str(shown.value))}">{self.day(shown.value)}</time>'

    def day(self, day: object) -> str:
        """A date as people write it."""
        return _written_day(str(day), self._reader.language)

    def number(self, value: object) -> str:
        """A number as it is written in the language; words stay as they are."""
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return str(value)
        return _written_number(value, self._reader.language)

    def scale(self, shown: Shown) -> str:
        mark: ScaleMark = shown.value
        return f"{self.short_scale(mark)} <small>{escape(mark.low)} – {escape(mark.high)}</small>"

    def short_scale(self, mark: ScaleMark) -> str:
        """A value on a scale that the head of its column describes."""
        steps = "".join("●" if step == mark.value else "○" for step in mark.steps)
        return f'{mark.value}/{mark.steps[-1]} <span class="ph-steps" aria-hidden="true">{steps}</span>'

    def measure(self, shown: Shown) -> str:
        parts = []
        for child in shown.children:
            if child.key == "value":
                parts.append(f"<b{self.foreign}>{escape(self.number(child.value))}</b>")
            elif child.key == "unit":
                parts.append(f" {self.text(child)}")
            elif child.key == "source":
                parts.append(self.cite([child.value]))
            elif child.key == "date":
                parts.append(f" <small>{self.day(child.value)}</small>")
            else:
                parts.append(f" <small{self.foreign}>{inline(plain_text(child))}</small>")
        return "".join(parts)

    def cite(self, citations: Iterable[Citation | None]) -> str:
        """The numbers of sources, each a link to its row. There are a hundred on a page: a script adds their titles."""
        return "".join([self._cite(citation) for citation in citations if citation is not None])

    def _cite(self, citation: Citation) -> str:
        found = self._cited_as.get(citation)
        if found is None:
            found = f'<a href="#source-{escape(citation.id)}">{citation.number}</a>'
            self._cited_as[citation] = found
        return found

    def severity(self, level: int) -> str:
        said = self._reader.say("severity", level=level)
        return f'<span class="ph-severity" data-level="{level}" role="img" aria-label="{said}"{self.ours}></span>'

    def severity_of(self, shown: Shown) -> str:
        return self.severity(shown.value)

    def statement(self, statement: Statement) -> str:
        severity = f" {self.severity(statement.severity)}" if statement.severity else ""
        confidence = statement.confidence and self._reader.say("confidence_is", confidence=statement.confidence)
        notes = [note for note in (statement.about, statement.level, confidence) if note]
        about = f" <small{self.ours}>{escape(' · '.join(notes))}</small>" if notes else ""
        return f"{inline(statement.text)}{severity}{about}{self.cite(statement.citations)}"

    def claims(self, shown: Shown) -> str:
        if len(shown.value) == 1:
            return f"<p{self.claiming(shown, shown.value[0])}>{self.statement(shown.value[0])}</p>"
        rows = "".join(
            f"<li{at(shown, statement.text)}>{self.statement(statement)}</li>"
            if statement.citations
            else f'<li{at(shown, statement.text)} class="ph-unsourced">{self.statement(statement)}</li>'
            for statement in shown.value
        )
        return f'<ul class="ph-claims"{self.foreign}>{rows}</ul>'

    def one_claim(self, shown: Shown) -> str:
        return f"<p{self.claiming(shown, shown.value)}>{self.statement(shown.value)}</p>"

    def claiming(self, shown: Shown, only: Statement) -> str:
        """The attributes of the element that holds a claim which stands alone."""
        return f'{at(shown, only.text)} class="{"ph-claim" if only.citations else "ph-unsourced"}"{self.foreign}'

    def quotes(self, shown: Shown) -> str:
        rows = "".join(
            f"<li{at(shown, quote.text)}><q>{inline(quote.text)}</q>{self.cite(quote.citations)}</li>"
            for quote in shown.value
        )
        return f'<ul class="ph-quotes"{self.foreign}>{rows}</ul>'

    def chips(self, shown: Shown) -> str:
        return escape(" · ".join(map(str, shown.value)))

    def tags(self, shown: Shown) -> str:
        return f"<span{self.foreign}>{self.chips(shown)}</span>" if self.foreign else self.chips(shown)

    def ranked(self, shown: Shown) -> str:
        return f"<ol>{''.join(f'<li>{escape(value)}</li>' for value in shown.value)}</ol>"

    def items(self, shown: Shown) -> str:
        if len(shown.value) == 1:
            return f"<span{self.foreign}>{inline(plain_text(shown.value[0]))}</span>"
        rows = "".join(f"<li>{inline(plain_text(value))}</li>" for value in shown.value)
        return f"<ul{self.foreign}>{rows}</ul>"

    def link(self, shown: Shown) -> str:
        return self.anchor(shown.value) if isinstance(shown.value, Link) else self.cite([shown.value])

    def anchor(self, link: Link) -> str:
        text = escape(link.text)
        return f'<a href="{escape(link.url)}">{text}</a>' if link.url else text

    def references(self, shown: Shown) -> str:
        if shown.key == "sources":
            return self.cite(shown.value)
        if len(shown.value) == 1:
            return self.anchor(shown.value[0])
        return f'<ul class="ph-links">{"".join(f"<li>{self.anchor(link)}</li>" for link in shown.value)}</ul>'

    def owner(self, shown: Shown) -> str:
        return escape(", ".join(plain_text(child.value) for child in shown.children))


def at(shown: Shown, text: str) -> str:
    """The address of a claim, as an attribute."""
    return f' id="{claim_anchor(shown.path, text)}"'


@cache
def _written_day(day: str, language: str) -> str:
    return str(format_date(date.fromisoformat(day), "d MMM y", locale=language))


@cache
def _written_number(value: float, language: str) -> str:
    return str(format_decimal(value, locale=language))
