"""What Lighthouse says of a built site, behind a server that compresses: `python tests/browser/lighthouse.py SITE`.

Lighthouse comes from npm (Node 20 or later) into a temporary folder. Scores of a busy machine vary by some points.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any, BinaryIO

PAGES = ("personas/claire-production/", "personas/amina-parents/", "compare/")
PROFILES: dict[str, list[str]] = {"mobile": [], "desktop": ["--preset=desktop"]}
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FIGURES = (
    "largest-contentful-paint",
    "cumulative-layout-shift",
    "total-blocking-time",
    "total-byte-weight",
    "dom-size",
)
BROWSER = "--chrome-flags=--headless=new --no-sandbox --disable-dev-shm-usage"


class Compressed(SimpleHTTPRequestHandler):
    """A file server that compresses texts, as those of the web do."""

    def send_head(self) -> BytesIO | BinaryIO | None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if path.suffix not in (".html", ".css", ".js", ".json", ".svg") or not path.is_file():
            return super().send_head()
        content = gzip.compress(path.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        return BytesIO(content)

    def log_message(self, format: str, *args: object) -> None:
        pass


def measured(lighthouse: Path, url: str, options: list[str]) -> dict[str, Any]:
    """The report of one page."""
    command = [str(lighthouse), url, "--quiet", "--output=json", "--output-path=stdout", BROWSER, *options]
    environment = os.environ | {"CHROME_PATH": shutil.which("chromium") or ""}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def told(report: dict[str, Any]) -> str:
    """Scores, figures, and what lost points, on a few lines."""
    categories, audits = report["categories"], report["audits"]
    scores = "  ".join(f"{name} {round(100 * (categories[name]['score'] or 0))}" for name in CATEGORIES)
    figures = "  ".join(f"{name} {audits[name].get('displayValue', '?')}" for name in FIGURES if name in audits)
    lost = [
        audit["title"]
        for name in ("accessibility", "best-practices", "seo")
        for reference in categories[name]["auditRefs"]
        if (audit := audits[reference["id"]])["score"] == 0 and reference["weight"]
    ]
    return f"{scores}\n    {figures}" + "".join(f"\n    - {title}" for title in lost)


def run(site: Path) -> None:
    """Install, serve, measure and print."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Compressed, directory=site))
    Thread(target=server.serve_forever, daemon=True).start()
    with TemporaryDirectory() as folder:
        subprocess.run(["npm", "install", "--silent", "--prefix", folder, "lighthouse@12"], check=True)
        for page in PAGES:
            for profile, options in PROFILES.items():
                url = f"http://127.0.0.1:{server.server_port}/{page}"
                report = measured(Path(folder) / "node_modules/.bin/lighthouse", url, options)
                print(f"{page} ({profile})\n    {told(report)}", flush=True)
    server.shutdown()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    run(Path(sys.argv[1]))
