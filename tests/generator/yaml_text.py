"""Data as YAML, laid out the way a person writes it: what fits on a line stands on a line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

WIDTH = 126
_LONGEST_GROUP, _LONGEST_LIST = 320, 210
"""Characters that a group or a list may have to stand in brackets; a group then takes at most two lines."""


class _Dumper(yaml.CSafeDumper):
    """Short groups and lists in brackets, longer ones as blocks."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        return True

    def represent_mapping(self, tag: str, mapping: Any, flow_style: bool | None = None) -> yaml.MappingNode:  # noqa: ARG002
        return super().represent_mapping(tag, mapping, len(repr(mapping)) <= _LONGEST_GROUP)

    def represent_sequence(self, tag: str, sequence: Any, flow_style: bool | None = None) -> yaml.SequenceNode:  # noqa: ARG002
        return super().represent_sequence(tag, sequence, len(repr(sequence)) <= _LONGEST_LIST)


def yaml_text(data: Mapping[str, Any], kind: str) -> str:
    """A whole file, with the line that tells an editor its schema."""
    body = yaml.dump(data, Dumper=_Dumper, width=WIDTH, allow_unicode=True, sort_keys=False)
    return f"# yaml-language-server: $schema=../../schema/{kind}.schema.json\n{body}"
