"""A real MkDocs build: what it writes, what a bad file does to it, what `serve` shows."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
PERSONA = "personas/pharma/claire-production.yml"

pytestmark = pytest.mark.build


def company(folder: Path) -> Path:
    """A copy of everything a team edits."""
    for name in ("personas", "schema", "docs", "theme_overrides"):
        shutil.copytree(REPOSITORY / name, folder / name)
    for name in ("mkdocs.yml", "mkdocs.fr.yml"):
        shutil.copy(REPOSITORY / name, folder / name)
    return folder


def build(folder: Path, *arguments: str, command: str = "mkdocs") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    return subprocess.run(
        [str(BIN / command), "build", *arguments], cwd=folder, env=environment, text=True, capture_output=True
    )


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def delete_line(path: Path, start: str) -> int:
    """Delete a one-line field; returns the number of the line that it stood on."""
    lines = path.read_text(encoding="utf-8").split("\n")
    number = next(index for index, line in enumerate(lines) if line.startswith(start))
    del lines[number]
    path.write_text("\n".join(lines), encoding="utf-8")
    return number + 1


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = company(tmp_path_factory.mktemp("company"))
    english = build(folder, "--strict")
    assert english.returncode == 0, english.stderr
    french = build(folder, "--strict", "--config-file", "mkdocs.fr.yml")
    assert french.returncode == 0, french.stderr
    return folder


def test_there_is_a_page_for_each_persona_and_kind_of_view_in_both_languages(built: Path) -> None:
    personas = [path.stem for path in built.glob("personas/*/*.yml") if path.name != "segment.yml"]
    assert len(personas) >= 13
    urls = [
        "",
        "segments/",
        "segments/pharma/",
        "journeys/",
        "compare/",
        "compare/stratello-8/",
        "quality/",
        "dictionary/",
    ]
    for url in [*urls, *(f"personas/{persona}/" for persona in personas)]:
        for language in ("", "fr/"):
            assert (built / "site" / language / url / "index.html").is_file(), language + url


def test_every_link_of_ours_leads_to_a_page_and_a_place_that_exist(built: Path) -> None:
    site = built / "site"
    pages = {path: path.read_text(encoding="utf-8") for path in site.rglob("*.html") if path.name != "404.html"}
    places = {path: set(re.findall(r'\bid="([^"]+)"', html)) for path, html in pages.items()}
    broken = []
    for path, html in pages.items():
        body = html.partition('<div class="ph-page')[2] or html.partition('<article class="ph-page')[2]
        for link in re.findall(r'href="([^"]+)"', body.partition("</main>")[0]):
            url, _, anchor = link.partition("#")
            if "://" in url:
                continue
            target = (path.parent / url.partition("?")[0]).resolve() if url else path
            target = target / "index.html" if target.is_dir() else target
            if not target.is_file() or (anchor and target in places and anchor not in places[target]):
                broken.append((path.relative_to(site).as_posix(), link))
    assert broken == []


def test_the_data_is_published_beside_the_pages(built: Path) -> None:
    data = json.loads((built / "site" / "personas.json").read_text(encoding="utf-8"))
    assert {"claire-production", "bruno-independent"} <= {persona["id"] for persona in data["personas"]}


def test_a_former_address_leads_to_the_persona(built: Path) -> None:
    old = (built / "site" / "personas" / "philippe-qa" / "index.html").read_text(encoding="utf-8")
    assert 'url=../philippe-quality/"' in old


def test_search_knows_a_persona_by_one_compact_entry_and_the_hand_written_pages(built: Path) -> None:
    index = json.loads((built / "site" / "search" / "handbook.json").read_text(encoding="utf-8"))
    entries = [entry for entry in index["personas"] if entry[0] == "personas/claire-production/"]
    assert len(entries) == 1
    assert "Responsable de production" in entries[0][2]
    assert len(json.dumps(entries[0], ensure_ascii=False).encode()) <= 1024
    assert {"method/", "segments/pharma/", "personas/"} <= {entry[0] for entry in index["pages"]}


def test_personas_are_not_in_the_navigation(built: Path) -> None:
    page = (built / "site" / "quality" / "index.html").read_text(encoding="utf-8")
    navigation = "".join(re.findall(r'<(?:nav|ul) class="md-(?:nav|tabs).*?</(?:nav|ul)>', page, re.DOTALL))
    assert "claire-production" not in navigation


def test_an_edit_link_opens_the_yaml_file(built: Path) -> None:
    for language in ("", "fr/"):
        page = (built / "site" / language / "personas/claire-production/index.html").read_text(encoding="utf-8")
        assert 'href="https://git.example/vairon/handbook/edit/main/personas/pharma/claire-production.yml"' in page


def test_a_portrait_is_shown_with_its_description_and_one_that_is_missing_is_a_problem(tmp_path: Path) -> None:
    folder = company(tmp_path)
    path = folder / PERSONA
    portrait = "portrait: {image: claire.png, alt: A drawn face, credit: Marketing, consent: not_applicable}\n"
    path.write_text(path.read_text(encoding="utf-8") + portrait, encoding="utf-8")
    failed = build(folder)
    assert failed.returncode == 1
    assert "There is no picture “claire.png”" in failed.stderr
    (folder / "personas" / "pharma" / "claire.png").write_bytes(b"\x89PNG\r\n")
    assert build(folder).returncode == 0
    page = (folder / "site" / "personas" / "claire-production" / "index.html").read_text(encoding="utf-8")
    assert 'src="../../personas/claire-production/portrait.png" alt="A drawn face"' in page
    assert (folder / "site" / "personas" / "claire-production" / "portrait.png").read_bytes() == b"\x89PNG\r\n"


def test_a_missing_required_field_fails_with_its_line_and_leaves_the_old_site(tmp_path: Path) -> None:
    folder = company(tmp_path)
    assert build(folder).returncode == 0
    before = files(folder / "site")
    original = (folder / PERSONA).read_bytes()
    line = delete_line(folder / PERSONA, "expertise_level:")

    for arguments in ([], ["--strict"], ["--quiet"]):
        failed = build(folder, *arguments)
        assert failed.returncode == 1
        assert f"{PERSONA}:{line}:1: error: “Level of expertise”" in failed.stderr
        assert "Traceback" not in failed.stderr
    french = build(folder, "--config-file", "mkdocs.fr.yml")
    assert f"{PERSONA}:{line}:1: erreur: « Niveau d’expertise »" in french.stderr.replace("\u202f", " ").replace(
        "\xa0", " "
    )
    check = subprocess.run([str(BIN / "handbook"), "check"], cwd=folder, text=True, capture_output=True)
    assert check.returncode == 1
    assert f"{PERSONA}:{line}:1: " in check.stdout
    assert files(folder / "site") == before

    (folder / PERSONA).write_bytes(original)
    assert build(folder).returncode == 0
    assert subprocess.run([str(BIN / "handbook"), "check"], cwd=folder, capture_output=True).returncode == 0


def test_two_builds_write_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795219200")
    folder = company(tmp_path)
    assert build(folder, "--site-dir", "one").returncode == 0
    assert build(folder, "--site-dir", "two").returncode == 0
    assert files(folder / "one") == files(folder / "two")


def test_text_from_yaml_is_never_run_as_html(tmp_path: Path) -> None:
    folder = company(tmp_path)
    path = folder / "personas" / "pharma" / "claire-production.yml"
    text = path.read_text(encoding="utf-8")
    text = re.sub(
        r"(?m)^archetype: .*$", 'archetype: "</title><script>alert(1)</script><img src=x onerror=alert(1)>"', text
    )
    text = text.replace("status: validated", "status: draft")  # of a draft, HTML is a warning
    text = re.sub(r"(?m)^  title: .*$", "  title: \"<script>alert('title')</script>\"", text, count=1)
    path.write_text(text, encoding="utf-8")
    assert build(folder).returncode == 0
    for page in (folder / "site").rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        assert "<script>alert" not in html
        assert "<img src=x" not in html
    titles = re.findall("<title>(.*?)</title>", (folder / "site/personas/claire-production/index.html").read_text())
    assert len(titles) == 1


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(url: str, words: str, seconds: float = 60) -> str:
    """The page at `url` once it says `words`; fails after `seconds`."""
    deadline = time.monotonic() + seconds
    said = ""
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                said = answer.read().decode()
        except OSError:
            said = ""
        if words in said:
            return said
        time.sleep(0.2)
    pytest.fail(f"{url} never said {words!r}; it said {said[:500]!r}")


def test_serve_shows_the_problems_on_the_page_and_recovers(tmp_path: Path) -> None:
    folder = company(tmp_path)
    port = free_port()
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    server = subprocess.Popen(
        [str(BIN / "mkdocs"), "serve", "--dev-addr", f"127.0.0.1:{port}"],
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        home = f"http://127.0.0.1:{port}/"
        wait_for(home, "Claire")
        original = (folder / PERSONA).read_bytes()
        line = delete_line(folder / PERSONA, "expertise_level:")
        page = wait_for(home, "Level of expertise")
        assert f"{PERSONA}:{line}:1" in page
        (folder / PERSONA).write_bytes(original.replace(b"name: Claire", b"name: Clarisse"))
        wait_for(home, "Clarisse")
    finally:
        server.terminate()
        server.wait(timeout=20)
