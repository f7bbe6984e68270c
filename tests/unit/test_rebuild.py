"""While a preview is built anew nobody is shown half a site, and what is saved meanwhile is not forgotten."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest

from persona_handbook.mkdocs_plugin.serving import Preview, Rebuild, WholeSiteNeededError


class Server:
    """As much of MkDocs' server as is asked; readers wait while what is visible is older than what is wanted."""

    def __init__(self) -> None:
        self._epoch_cond = threading.Condition()
        self._visible_epoch, self._wanted_epoch = 0, 1

    @property
    def holds_readers_back(self) -> bool:
        return self._visible_epoch < self._wanted_epoch


class Project:
    """A page written by hand, and builds that may be disturbed."""

    def __init__(self, folder: Path) -> None:
        self.page = folder / "page.md"
        self.page.write_text("one", encoding="utf-8")
        self.server = Server()
        self.held: list[bool] = []
        self.saved = ""
        self.fails = False
        preview: Any = Preview(None, {}, type("Finish", (), {"config": None}), [])  # type: ignore[arg-type]
        self.rebuild = Rebuild(self.server, self.whole, lambda: preview, self.publish, [self.page])  # type: ignore[arg-type]

    def whole(self) -> None:
        """A build, during which somebody may save the page."""
        self.held.append(self.server.holds_readers_back)
        if self.saved:
            self.page.write_text(self.saved, encoding="utf-8")
        if self.fails:
            raise RuntimeError("no site")

    def publish(self, _config: Any, at_once: Any) -> Any:
        """A persona is shown, then one comes of which MkDocs has to know."""
        at_once(())
        raise WholeSiteNeededError


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


def test_readers_who_were_let_in_to_one_page_wait_for_the_whole_build_that_follows(project: Project) -> None:
    project.rebuild()
    assert project.held == [True]


def test_a_page_that_is_saved_while_the_site_is_built_is_built_next(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.saved = "saved while the build went on"
    project.rebuild()
    published: list[object] = []
    monkeypatch.setattr(project.rebuild, "_publish", lambda *asked: published.append(asked))
    project.rebuild()
    assert (len(project.held), published) == (2, [])


def test_after_a_build_that_failed_the_next_one_is_whole(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.page.write_text("another page", encoding="utf-8")
    project.fails = True
    with pytest.raises(RuntimeError, match="no site"):
        project.rebuild()
    project.fails = False
    monkeypatch.setattr(project.rebuild, "_publish", None)
    project.rebuild()
    assert len(project.held) == 2
