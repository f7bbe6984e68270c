"""What may be said of the handbook in `mkdocs.yml`."""

from __future__ import annotations

from mkdocs.config import base
from mkdocs.config import config_options as opt


class HandbookConfig(base.Config):
    """Options accepted under `plugins: - persona-handbook:` in `mkdocs.yml`."""

    personas_dir = opt.Dir(exists=True, default="personas")
    history = opt.Type(bool, default=False)
    cache = opt.Type(bool, default=True)
