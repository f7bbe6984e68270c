"""Handbooks of any size, made up: the same seed always gives the same files, byte for byte.

`write_handbook` writes valid, validated personas of real length as YAML; `write_markdown` writes the same personas as
the Markdown pages that somebody without our plugin would keep.
"""

from tests.generator.handbook import write_handbook
from tests.generator.markdown import write_markdown
from tests.generator.members import Member, members

__all__ = ["Member", "members", "write_handbook", "write_markdown"]
