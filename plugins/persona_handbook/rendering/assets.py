"""Our style sheets and scripts, as one file each, named by their content so that browsers may keep them for ever."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from persona_handbook.rendering.page import Asset

FOLDER = Path(__file__).parent / "assets"


@cache
def bundle(suffix: str, part: str = "") -> Asset:
    """All files of `assets/`, or of its folder `part`, that end in `suffix` (`css` or `js`), in the order of names."""
    content = b"\n".join(path.read_bytes() for path in sorted((FOLDER / part).glob(f"*.{suffix}")))
    digest = hashlib.sha256(content).hexdigest()[:10]
    return Asset(f"assets/{part or 'handbook'}.{digest}.{suffix}", content)
