"""What a page tells those that show a link to it, in a real MkDocs build."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.build


def built(folder: Path, *, address: str) -> Path:
    """The English site of the sample, published at `address`, with a robots.txt of its own."""
    for name in ("personas", "schema", "docs", "theme_overrides"):
        shutil.copytree(REPOSITORY / name, folder / name)
    settings = (REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8")
    settings = re.sub(r"(?m)^site_url: .*$", f"site_url: {address}" if address else "", settings)
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    (folder / "docs/en/robots.txt").write_text("User-agent: *\nAllow: /\n", encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return folder / "site"


def tags(page: Path) -> dict[str, str]:
    """The descriptions of a page by their names."""
    html = page.read_text(encoding="utf-8")
    return dict(re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', html))


def test_with_an_address_a_persona_has_a_picture_and_absolute_links(tmp_path: Path) -> None:
    pytest.importorskip("PIL")
    site = built(tmp_path, address="https://intranet.example/who/")
    told = tags(site / "personas/claire-production/index.html")
    assert told["og:title"] == "Claire, Production manager, sterile filling"
    assert told["og:description"] == told["description"]
    assert told["og:url"] == "https://intranet.example/who/personas/claire-production/"
    assert told["og:image"] == "https://intranet.example/who/personas/claire-production/card.png"
    assert told["og:image:alt"].startswith("Claire, Production manager")
    assert told["twitter:card"] == "summary_large_image"
    assert told["robots"] == "noindex"
    assert (site / "personas/claire-production/card.png").is_file()
    assert (site / "robots.txt").read_text() == "User-agent: *\nAllow: /\n"


def test_without_an_address_there_is_no_picture_and_no_absolute_link(tmp_path: Path) -> None:
    site = built(tmp_path, address="")
    told = tags(site / "personas/claire-production/index.html")
    assert told["og:title"] == "Claire, Production manager, sterile filling"
    assert not {"og:url", "og:image", "og:image:alt"} & told.keys()
    assert told["twitter:card"] == "summary"
    assert not list(site.rglob("card.png"))
