"""The handbook as a folder of Markdown and assets, for any site generator."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from persona_handbook.caching import write_whole
from persona_handbook.rendering.page import RenderedPage, Site


def write_folder(site: Site, out: Path) -> int:
    """Write all pages and assets into `out`; returns how many files were written. Raises OSError.

    Files that are not ours are left alone.
    """
    for page in site.pages:
        _write(out / page.uri, as_markdown(page).encode())
    for asset in site.assets:
        if not (asset.yields and (out / asset.uri).exists()):
            _write(out / asset.uri, asset.content)
    return len(site.pages) + len(site.assets)


def as_markdown(page: RenderedPage) -> str:
    """A page as front matter and one block of HTML. A YAML library writes the front matter: titles hold colons."""
    front: dict[str, Any] = {"title": page.title}
    if page.description:
        front["description"] = page.description
    front["hide"] = ["navigation", "toc"]
    if page.source:
        front["source"] = page.source
    return f"---\n{yaml.safe_dump(front, allow_unicode=True, sort_keys=False)}---\n\n{page.html}"


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, content)
