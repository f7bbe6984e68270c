"""The theme's page around ours: rendered once for all pages that differ in a few texts alone, instead of each time."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from urllib.parse import urljoin, urlsplit

_HOLE = re.compile("\ue000(?:<h1)?([a-z]+[0-9]*)\ue001")
_LINK = re.compile(r'(?:href|src)="?([^"\s>]*)')
_SPECIAL = re.compile("[&<>\"'\xa0\u202f]")
"""Characters that a theme may write in another way."""
_CHECKED = 2
"""So many pages of each shape are rendered by the theme as well, to see whether they come out the same."""


@dataclass(slots=True)
class _Shape:
    """Pages that the theme renders alike: the `pieces` of its page, text and name of a hole by turns."""

    pieces: list[str]
    digest: str
    checked: int = 0
    trusted: bool = True

    def fill(self, page: Any, texts: Mapping[str, str]) -> str:
        """The page with its content and its other texts in the holes."""
        texts = {**texts, "content": page.rendered.html}
        return "".join([texts[piece] if n % 2 else piece for n, piece in enumerate(self.pieces)])


@dataclass(slots=True)
class Shells:
    """Renders pages. `render` is the theme's own way, from the variables of its template to HTML."""

    render: Callable[[Mapping[str, Any]], str]
    _shapes: dict[object, _Shape] = field(default_factory=dict)
    _folders: frozenset[str] | None = None
    """The folders that the theme's links lead into: how a link is written depends on those that a page is in, too."""

    def around(self, page: Any, context: Callable[[], Mapping[str, Any]]) -> str:
        """The HTML of a page of MkDocs out of the navigation, with at most one heading in its table of contents.

        `context` puts the content of the page in its place, and gives the variables of its template. A theme that
        treats pages in a way we do not foresee renders each of them itself.
        """
        shape, texts = self._shape(page, context)
        return shape.fill(page, texts) if shape.trusted else self.render(context())

    def identity(self, page: Any, context: Callable[[], Mapping[str, Any]]) -> str:
        """A digest of all that surrounds the content of a page; nothing where the theme renders pages itself."""
        shape, texts = self._shape(page, context)
        return sha256(repr((shape.digest, texts)).encode()).hexdigest() if shape.trusted else ""

    def _shape(self, page: Any, context: Callable[[], Mapping[str, Any]]) -> tuple[_Shape, Mapping[str, str]]:
        """What a page is rendered like, and the texts that differ; tried on the page, if on too few before."""
        texts = _texts(page)
        if self._folders is None:
            self._folders = frozenset(_folders_of_links(self._hollow(page, texts, context), page.url))
        key = _kind(page, texts), tuple(folder for folder in _ancestors(page.url) if folder in self._folders)
        if key not in self._shapes:
            html = self._hollow(page, texts, context, self._folders)
            known = self._folders.issuperset(_folders_of_links(html, page.url))
            self._shapes[key] = _Shape(_HOLE.split(html), sha256(html.encode()).hexdigest(), trusted=known)
        shape = self._shapes[key]
        if shape.trusted and shape.checked < _CHECKED:
            shape.checked += 1
            shape.trusted = shape.fill(page, texts) == self.render(context())
        return shape, texts

    def _hollow(
        self,
        page: Any,
        texts: Mapping[str, str],
        context: Callable[[], Mapping[str, Any]],
        folders: Collection[str] = (),
    ) -> str:
        return self.render({**context(), "page": _hollow(page, texts, folders)})


def _texts(page: Any) -> dict[str, str]:
    """What pages differ in beside their content, by the name of the hole."""
    picture = page.meta.get("picture", {})
    heading = next(iter(page.toc), None)
    return {
        "title": page.title,
        "description": page.meta.get("description", ""),
        "address": page.canonical_url or "",
        "edit": page.edit_url or "",
        "picture": picture.get("url", ""),
        "alt": picture.get("alt", ""),
        "anchor": heading.id if heading else "",
        "heading": heading.title if heading else "",
        **{f"step{number}": step for number, step in enumerate(page.url.split("/")[:-1])},
    }


def _ancestors(url: str) -> Iterator[str]:
    """The folders that an address is in, and it itself: `a/`, `a/b/` of `a/b/`."""
    steps = url.split("/")
    return ("/".join(steps[:count]) + "/" for count in range(1, len(steps)))


def _folders_of_links(html: str, url: str) -> Iterator[str]:
    """The folders that the links of a page at `url` lead into, from the root of the site."""
    for link in _LINK.findall(html):
        parts = urlsplit(link)
        if parts.path and not parts.netloc and not _HOLE.search(link):
            yield from _ancestors(urljoin(f"/{url}", parts.path).lstrip("/"))


def _kind(page: Any, texts: Mapping[str, str]) -> object:
    """What pages must have in common: how deep they stand, which texts they have, what is special in these."""
    return (
        page.url.count("/"),
        page.meta.get("wide"),
        page.rendered.titled,
        *((bool(text), _SPECIAL.search(text) is not None) for text in texts.values()),
    )


def _hollow(page: Any, texts: Mapping[str, str], folders: Collection[str]) -> Any:
    """The page with holes instead of its texts, and of the steps of its address but for those into `folders`."""
    holes = {name: f"\ue000{name}\ue001" if text else "" for name, text in texts.items()}
    hollow = copy(page)
    hollow.title = holes["title"]
    hollow.canonical_url, hollow.edit_url = holes["address"], holes["edit"]
    hollow.content = (
        "\ue000<h1content\ue001" if page.rendered.titled else "\ue000content\ue001"
    )  # a theme adds a heading
    hollow.file = copy(page.file)
    hollow.file.url = "".join(
        f"{texts[step] if folder in folders else holes[step]}/"
        for step, folder in zip((name for name in holes if name.startswith("step")), _ancestors(page.url), strict=True)
    )
    hollow.meta = {**page.meta, "description": holes["description"]}
    if "picture" in page.meta:
        hollow.meta["picture"] = {"url": holes["picture"], "alt": holes["alt"]}
    hollow.toc = copy(page.toc)
    hollow.toc.items = [copy(heading) for heading in page.toc]
    for heading in hollow.toc.items:
        heading.id, heading.title = holes["anchor"], holes["heading"]
    return hollow
