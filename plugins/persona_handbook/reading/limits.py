"""What a file may hold at most: far more than people write, far less than would cost anything to read."""

from __future__ import annotations

from typing import Any

import yaml

MAX_DEPTH = 32
MAX_EVENTS = 50_000
MAX_SCALAR = 20_000

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
