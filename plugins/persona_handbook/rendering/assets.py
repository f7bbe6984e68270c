"""Our style sheets and scripts, named by their content so that browsers may keep them for ever."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from persona_handbook.rendering.page import Asset

FOLDER = Path(__file__).parent / "assets"


@cache
def bundle(suffix: str, part: str = "") -> Asset:
    """All files of `assets/`, or of its folder `part`, that end in `suffix` (`css` or `js`), in the order of names."""
    content = b"\n".join(path.read_bytes() for path in sorted((FOLDER / part).glob(f"*.{suffix}")))
    digest = _digest(content, *(asset.read_bytes() for asset in _elements())) if suffix == "js" else _digest(content)
    return Asset(f"assets/{part or 'handbook'}.{digest}.{suffix}", content)


def elements() -> Iterator[Asset]:
    """The script of each element, where `elements.js` looks for it: a page loads those that it uses."""
    digest = bundle("js").uri.split(".")[1]
    for path in _elements():
        yield Asset(f"assets/elements.{digest}/{path.name}", path.read_bytes())


def _elements() -> list[Path]:
    return sorted((FOLDER / "elements").glob("*.js"))


def _digest(*contents: bytes) -> str:
    return hashlib.sha256(b"\n".join(contents)).hexdigest()[:10]
