"""The same files make the same site to the byte, however it is built: from a cache, on one process, beside plugins."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import TODAY
from tests.generator.sites import write_handbook_site

PERSONAS = 60
"""So many that files are read, pages made and written on two processes, and there are three segments."""
_ONE_PROCESS = """\
from pathlib import Path
from persona_handbook import parallel

def never():
    Path("asked-for-two").touch()
    return False

parallel._can_fork = never
"""
_HOOK = """\
def on_page_context(context, *, page, config, nav):
    with open("pages-seen", "a", encoding="utf-8") as seen:
        seen.write(page.url + chr(10))
    return context
"""

pytestmark = pytest.mark.build


class Project:
    """A handbook with a page written by hand, and how it is built."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.personas = write_handbook_site(folder, PERSONAS)
        (folder / "docs" / "notes.md").write_text("# Notes\n\nWhat we still want to know.\n", encoding="utf-8")
        config = (folder / "mkdocs.yml").read_text(encoding="utf-8")
        forgetful = config.replace("[persona-handbook]", "[persona-handbook: {cache: false}]")
        assert forgetful != config
        (folder / "forgetful.yml").write_text(forgetful, encoding="utf-8")
        (folder / "hooked.yml").write_text(f"{config}hooks: [hook.py]\n", encoding="utf-8")
        (folder / "hook.py").write_text(_HOOK, encoding="utf-8")
        (folder / "lonely").mkdir()
        (folder / "lonely" / "sitecustomize.py").write_text(_ONE_PROCESS, encoding="utf-8")

    def built(
        self, site: str = "", *, config: str = "mkdocs.yml", cache: str = "cache", lonely: bool = False
    ) -> dict[str, bytes]:
        """All files of the site, built into the folder `site` (a new one unless it is named)."""
        path = [str(self.folder / "lonely")] if lonely else []
        path += filter(None, [os.environ.get("PYTHONPATH")])
        environment = {
            **os.environ,
            "NO_MKDOCS_2_WARNING": "1",
            "DISABLE_MKDOCS_2_WARNING": "true",
            "SOURCE_DATE_EPOCH": str(TODAY),
            "XDG_CACHE_HOME": str(self.folder / cache),
            "PYTHONPATH": os.pathsep.join(path),
        }
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", config, "--site-dir", site or "new"]
        done = subprocess.run(command, cwd=self.folder, env=environment, text=True, capture_output=True)
        assert done.returncode == 0, done.stderr
        folder = self.folder / (site or "new")
        found = {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
        if not site:
            shutil.rmtree(folder)
        return found


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return Project(tmp_path_factory.mktemp("project") / "handbook")


@pytest.fixture(scope="module")
def cold(project: Project) -> dict[str, bytes]:
    """The site built for the first time, with an empty cache."""
    return project.built("site")


def assert_same(found: dict[str, bytes], expected: dict[str, bytes]) -> None:
    """Names what differs, where a comparison of all would print a megabyte."""
    assert sorted(found) == sorted(expected)
    assert [name for name in sorted(found) if found[name] != expected[name]] == []


def test_every_kind_of_page_is_there(project: Project, cold: dict[str, bytes]) -> None:
    assert {f"personas/{path.stem}/index.html" for path in project.personas} <= set(cold)
    assert {"notes/index.html", "quality/index.html", "personas.json", "search/handbook.json", "sitemap.xml"} <= set(
        cold
    )


def test_twice_with_an_empty_cache(project: Project, cold: dict[str, bytes]) -> None:
    assert_same(project.built(cache="another"), cold)


def test_with_a_filled_cache(project: Project, cold: dict[str, bytes]) -> None:
    assert [*(project.folder / "cache").rglob("read-*")]
    assert_same(project.built(), cold)


def test_with_a_filled_cache_over_the_old_site(project: Project, cold: dict[str, bytes]) -> None:
    assert_same(project.built("site"), cold)


def test_without_a_cache(project: Project, cold: dict[str, bytes]) -> None:
    assert_same(project.built(config="forgetful.yml", cache="untouched"), cold)
    assert not list((project.folder / "untouched").rglob("site-*"))


def test_on_one_process(project: Project, cold: dict[str, bytes]) -> None:
    (project.folder / "asked-for-two").unlink(missing_ok=True)
    assert_same(project.built(cache="of-one", lonely=True), cold)
    assert (project.folder / "asked-for-two").exists()


def test_beside_a_plugin_that_sees_each_page(project: Project, cold: dict[str, bytes]) -> None:
    """MkDocs renders each page itself then, for the plugin may change it."""
    assert_same(project.built(config="hooked.yml"), cold)
    seen = (project.folder / "pages-seen").read_text(encoding="utf-8").split()
    assert f"personas/{project.personas[0].stem}/" in seen


_NEWCOMER = """\
name: Mia
archetype: Lamps & 'lights' <of> the night
kind: persona
market: [b2b]
status: draft
basis: hypothesis
origin: human
owner: {department: sales}
summary: Asks for a lamp, and who made it.
motivations: [Light that does not tire her eyes]
barriers: [Three lamps that broke within a year]
role: {title: Lamp keeper & friend, level: manager}
"""


def test_after_edits_over_the_old_site(project: Project, cold: dict[str, bytes]) -> None:
    """One persona is called otherwise, one comes; then all is as it was."""
    changed, newcomer = project.personas[4], project.personas[-1].with_name("mia-maintenance.yml")
    text = changed.read_text(encoding="utf-8")
    changed.write_text(re.sub(r"(?m)^archetype: .*$", "archetype: Reads & “writes” at night", text), encoding="utf-8")
    newcomer.write_text(_NEWCOMER, encoding="utf-8")
    try:
        edited = project.built("site")
        assert_same(edited, project.built(cache="after-edits"))
    finally:
        changed.write_text(text, encoding="utf-8")
        newcomer.unlink()
    assert {name for name in edited if "mia-maintenance" in name}
    assert b"at night" in edited[f"personas/{changed.stem}/index.html"]
    assert_same(project.built("site"), cold)
