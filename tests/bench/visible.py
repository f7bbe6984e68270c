"""What a reader sees of a page: the text inside its `<article>`."""

from __future__ import annotations

from html.parser import HTMLParser

_VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr"})
_UNSEEN = frozenset({"script", "style", "title", "desc"})


def visible_text(html: str) -> str:
    """The text of the first `<article>` with runs of space as one, without what only screen readers are told."""
    reader = _Reader()
    reader.feed(html)
    return " ".join(" ".join(reader.parts).split())


class _Reader(HTMLParser):
    """Gathers text. `_inside` holds, for each open element of the article, whether its text is seen."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._inside: list[tuple[str, bool]] = []
        self._done = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._done or tag in _VOID or (not self._inside and tag != "article"):
            return
        seen = (not self._inside or self._inside[-1][1]) and not _is_unseen(tag, dict(attrs))
        self._inside.append((tag, seen))

    def handle_endtag(self, tag: str) -> None:
        if not any(tag == name for name, _ in self._inside):
            return
        while self._inside.pop()[0] != tag:
            pass
        self._done = not self._inside

    def handle_data(self, data: str) -> None:
        if self._inside and self._inside[-1][1]:
            self.parts.append(data)


def _is_unseen(tag: str, attributes: dict[str, str | None]) -> bool:
    """Whether nothing of an element is drawn. Letters in pictures (axis labels, stars) are drawn and count."""
    return tag in _UNSEEN or "ph-hidden" in (attributes.get("class") or "").split()
