"""A value as it would be typed in YAML, on one line."""

from __future__ import annotations

from typing import Any

import yaml

_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def in_flow(value: Any) -> str:
    """`value` in flow style, such as `{text: See it in time, sources: [itw-1]}`."""
    text: str = yaml.dump(
        value, Dumper=_DUMPER, default_flow_style=True, allow_unicode=True, width=10_000, sort_keys=False
    )
    return text.removesuffix("\n").removesuffix("\n...")
