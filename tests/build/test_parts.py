"""A site made with a cache is the one made without, to the byte, whatever was edited since the cache was filled."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from persona_handbook.exports.publication import publication
from persona_handbook.exports.site_cache import SiteCache
from persona_handbook.rendering.page import Asset, RenderedPage
from persona_handbook.rendering.store import Store
from tests.conftest import TODAY

pytestmark = pytest.mark.build

REPOSITORY = Path(__file__).resolve().parents[2]
CLAIRE, LEO, SOFIA = "pharma/claire-production.yml", "households/leo-tenant.yml", "pharma/sofia-regulatory.yml"
VARIANT, SEGMENT = "households/lea-student.yml", "pharma/segment.yml"
_VARIANT = """\
extends: leo-tenant
name: Léa
archetype: Shares a flat with three others and one kettle
owner: {person: Malik}
"""
_PORTRAIT = "portrait: {image: claire.png, alt: A drawn face, credit: Marketing, consent: not_applicable}\n"


# the company, and what a site of it holds


@dataclass(frozen=True)
class Company:
    """A handbook that may be edited, and how it is published."""

    personas: Path
    language: str = "en"
    address: str = ""

    def published(self, cache: SiteCache | None) -> Site:
        """Everything on the site; fails where there is only a page of problems."""
        made = publication(self.personas, self.language, self.address, cache=cache)
        assert made.report == ""
        pages = [(replace(page, held=page.html.encode(), picture=None), _picture(page)) for page in made.site.pages]
        assets = [(asset.uri, asset.content, asset.yields) for asset in made.site.assets]
        return pages, assets, (made.site.styles, made.site.scripts), made.site.link_terms


Site = tuple[list[Any], list[Any], tuple[tuple[str, ...], tuple[str, ...]], object]


def _picture(page: RenderedPage) -> tuple[str, str, bytes] | None:
    picture = page.picture
    return (picture.alt, picture.asset.uri, picture.asset.content) if picture else None


def cache() -> SiteCache:
    """That of the company as a new process finds it: nothing is at hand."""
    found = SiteCache.of("a company")
    assert found
    return found


def parts(kept: SiteCache) -> set[Path]:
    """The files that hold a part of a site each."""
    return {path for path in kept.folder.iterdir() if re.fullmatch("[0-9a-f]{64}", path.name)}


def outcomes(kept: SiteCache) -> set[Path]:
    """The files that hold what became of a file of a team's each."""
    return set(kept.folder.glob("read-*"))


def wholes(kept: SiteCache) -> set[Path]:
    """The files that tell what a whole site is made of."""
    return set(kept.folder.glob("whole-*"))


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Company:
    """The sample company with a variant, a portrait and a schema of its own. Each test leaves it as it was."""
    folder = tmp_path_factory.mktemp("company")
    for name in ("personas", "schema"):
        shutil.copytree(REPOSITORY / name, folder / name)
    personas = folder / "personas"
    (personas / VARIANT).write_text(_VARIANT, encoding="utf-8")
    (personas / "pharma" / "claire.png").write_bytes(b"\x89PNG any picture")
    with (personas / CLAIRE).open("a", encoding="utf-8") as file:
        file.write(_PORTRAIT)
    return Company(personas)


@pytest.fixture(scope="module")
def whole(edited: Company, tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, Path]:
    """The site made without a cache, and a folder for caches in which that of the company is filled."""
    base = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", str(TODAY))
        patch.setenv("XDG_CACHE_HOME", str(base))
        site = edited.published(None)
        assert edited.published(cache()) == site  # with an empty cache
    return site, base


@pytest.fixture
def company(edited: Company, whole: tuple[Site, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Company:
    """The company in a folder where others may look, a filled cache of its own, and a fixed day."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(TODAY))
    monkeypatch.setenv("XDG_CACHE_HOME", str(shutil.copytree(whole[1], tmp_path / "cache")))
    return edited


# edits


def changed(name: str, old: str, new: str) -> Callable[[Path], None]:
    """The one place in a file where `old` stands says `new`."""

    def edit(personas: Path) -> None:
        text = (personas / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        (personas / name).write_text(text.replace(old, new), encoding="utf-8")

    return edit


def added(name: str, text: str) -> Callable[[Path], None]:
    """A file goes on, or is there for the first time."""

    def edit(personas: Path) -> None:
        with (personas / name).open("a", encoding="utf-8") as file:
            file.write(text)

    return edit


def all_of(*edits: Callable[[Path], object]) -> Callable[[Path], None]:
    def edit(personas: Path) -> None:
        for one in edits:
            one(personas)

    return edit


def _copied(personas: Path) -> None:
    text = (personas / LEO).read_text(encoding="utf-8")
    (personas / "households" / "mia-tenant.yml").write_text(text.replace("Léo", "Mia"), encoding="utf-8")


_without_leo = all_of(
    lambda personas: [(personas / name).unlink() for name in (LEO, VARIANT)],
    changed("content.yml", "[gerard-asthma, leo-tenant]", "[gerard-asthma]"),
    changed(
        "households/gerard-asthma.yml", "{persona: leo-tenant, how: His grandson", "{persona: ines-well, how: Hers"
    ),
)

EDITS: Mapping[str, Callable[[Path], object]] = {
    "a text of a persona": changed(CLAIRE, "day: >-\n  06:40, night book.", "day: >-\n  06:41, night book."),
    "the name of a persona": changed(CLAIRE, "\nname: Claire\n", "\nname: Clarisse\n"),
    "the title of a persona": changed(
        CLAIRE, "title: Production manager, sterile", "title: Head of production, sterile"
    ),
    "the status of a persona": changed(CLAIRE, "status: validated", "status: draft"),
    "a stage of a journey": changed(CLAIRE, "name: The morning after", "name: The day after"),
    "related personas of another segment": changed(
        CLAIRE, "{persona: tomasz-rnd, how: ", "{persona: leo-tenant, how: "
    ),
    "a new persona": _copied,
    "a removed persona": _without_leo,
    "a new alias": added(CLAIRE, "aliases: [claire-filling]\n"),
    "another id": lambda personas: (personas / VARIANT).rename(personas / "households" / "lea-lodger.yml"),
    "another segment": lambda personas: (personas / VARIANT).rename(personas / "installers" / "lea-student.yml"),
    "another parent": changed(VARIANT, "extends: leo-tenant", "extends: gerard-asthma"),
    "a text of a parent": changed(LEO, "before the deposit is at stake", "before the deposit is gone"),
    "a large picture": lambda personas: (personas / "pharma" / "claire.png").write_bytes(b"\x89PNG" + bytes(300_000)),
    "a picture": lambda personas: (personas / "pharma" / "claire.png").write_bytes(b"\x89PNG another"),
    "the name of a segment": changed(SEGMENT, "name: {en: Sterile pharma,", "name: {en: Sterile sites,"),
    "a criterion": changed(SEGMENT, "value: Having to revalidate", "value: To validate again"),
    "a weight in the committee": changed(
        SEGMENT,
        "weight: 2\n          position: 0\n          information_to_deliver: What our sensors",
        "weight: 5\n          position: 0\n          information_to_deliver: What our sensors",
    ),
    "a content": changed("content.yml", "title: Six-week trial protocol", "title: Trial protocol"),
    "a term": changed(
        "glossary.yml", "en: A slow change of a reading, before", "en: A slow drift of a reading, before"
    ),
    "a role in the story": changed("story.yml", "part: The one for whom the story began", "part: The first one"),
    "the lead definition": changed("lead.yml", "handoff_delay: Two working days", "handoff_delay: Three days"),
    "a threshold": changed("handbook.yml", "evidence_medium: 40", "evidence_medium: 60"),
    "the title of a department": changed("handbook.yml", "{en: Sales, fr: Vente}", "{en: Field, fr: Terrain}"),
    "the title of a field": changed("../schema/persona.schema.json", '"title": "Hook"', '"title": "Catch"'),
    "the title of a lens": changed("../schema/lenses.yml", "{en: Customer profile,", "{en: Who they are,"),
    "lines that nobody reads": changed(CLAIRE, "\nname: Claire\n", "\n# first\n\n# names\nname: Claire\n"),
}
"""What somebody may change; the new site is another one, but for the last."""


@pytest.fixture
def edit(request: pytest.FixtureRequest, company: Company) -> Any:
    """An edit that is taken back after the test."""
    backup = company.personas.parent / "backup"
    for name in ("personas", "schema"):
        shutil.copytree(company.personas.parent / name, backup / name)
    yield EDITS[request.param]
    for name in ("personas", "schema"):
        shutil.rmtree(company.personas.parent / name)
        shutil.move(backup / name, company.personas.parent / name)
    backup.rmdir()


@pytest.mark.parametrize("edit", EDITS, indirect=True)
def test_after_an_edit_the_site_is_what_it_would_be_without_a_cache(
    edit: Callable[[Path], object], company: Company, whole: tuple[Site, Path], request: pytest.FixtureRequest
) -> None:
    edit(company.personas)
    expected = company.published(None)
    assert company.published(cache()) == expected
    assert (expected != whole[0]) == ("lines that nobody reads" not in request.node.name)


@pytest.mark.parametrize(
    "other", [{"language": "fr"}, {"address": "https://handbook.example/"}], ids=["language", "address"]
)
def test_another_site_of_the_same_files_is_not_mistaken_for_the_first(
    other: Mapping[str, str], company: Company, whole: tuple[Site, Path]
) -> None:
    site = replace(company, **other)
    expected = site.published(None)
    assert site.published(cache()) == expected
    assert expected != whole[0]


def test_on_another_day_the_site_is_that_of_the_day(
    company: Company, whole: tuple[Site, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(TODAY + 200 * 24 * 3600))
    expected = company.published(None)
    assert company.published(cache()) == expected
    assert expected != whole[0]


def test_a_process_that_has_made_the_site_before_sees_each_edit_and_that_it_is_taken_back(
    company: Company, whole: tuple[Site, Path]
) -> None:
    kept = cache()
    path = company.personas / CLAIRE
    text = path.read_text(encoding="utf-8")
    assert company.published(kept) == whole[0]
    try:
        EDITS["the name of a persona"](company.personas)
        assert company.published(kept) == company.published(cache()) != whole[0]
    finally:
        path.write_text(text, encoding="utf-8")
    assert company.published(kept) == whole[0]


# what is made again


def test_where_nothing_has_changed_nothing_is_made(company: Company) -> None:
    before = set(cache().folder.iterdir())
    company.published(cache())
    assert set(cache().folder.iterdir()) == before


def made(kept: SiteCache, before: set[Path]) -> set[str]:
    """The uris of all that has come into the cache since."""
    new = [Store(kept.folder).find(path.name) for path in parts(kept) - before]
    assert None not in new
    return {one.uri for part in new for one in part or ()}


@pytest.mark.parametrize("edit", ["a text of a persona"], indirect=True)
def test_after_an_edit_of_one_persona_only_what_shows_it_is_made(
    edit: Callable[[Path], object], company: Company
) -> None:
    before = parts(cache())
    everything = made(cache(), set())
    edit(company.personas)
    company.published(cache())
    again = made(cache(), before)
    others = {path.stem for path in company.personas.glob("*/*.yml")} - {"segment", "claire-production"}
    of_others = {uri for uri in everything if any(f"/{id}" in uri for id in others)}
    of_other_segments = {uri for uri in everything if re.search("/(aeronautics|households|installers)(/|[.]md|-)", uri)}
    assert of_others
    assert of_other_segments
    assert not again & (of_others | of_other_segments)
    assert {"personas/claire-production.md", "segments/pharma.md", "personas/index.md", "quality/index.md"} <= again


@pytest.mark.parametrize("edit", ["lines that nobody reads"], indirect=True)
def test_after_an_edit_that_changes_no_text_no_persona_is_made(
    edit: Callable[[Path], object], company: Company
) -> None:
    before = parts(cache())
    edit(company.personas)
    company.published(cache())
    assert not [uri for uri in made(cache(), before) if uri.startswith("personas/") and uri != "personas/index.md"]


def test_the_outcome_of_one_edited_file_is_remembered_beside_the_others(company: Company) -> None:
    kept = cache()
    assert len(outcomes(kept)) == len([*company.personas.glob("*/*-*.yml")])


# where something is wrong with the cache

DAMAGES: Mapping[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "cut after a few bytes": lambda content: content[:5],
    "cut in the middle": lambda content: content[: len(content) // 2],
    "cut before the end": lambda content: content[:-1],
    "zeros": lambda content: bytes(len(content)),
    "noise": lambda content: bytes(n * 97 % 256 for n in range(len(content))),
}


def test_damaged_files_are_made_again(company: Company, whole: tuple[Site, Path]) -> None:
    damages = [*DAMAGES.values()]
    before = {path: path.read_bytes() for path in [*parts(cache()), *outcomes(cache()), *wholes(cache())]}
    for number, (path, content) in enumerate(before.items()):
        path.write_bytes(damages[number % len(damages)](content))
    assert company.published(cache()) == whole[0]
    assert company.published(cache()) == whole[0]


def test_a_site_of_which_a_part_is_gone_or_cut_off_is_made_again(company: Company, whole: tuple[Site, Path]) -> None:
    gone, cut, *_ = sorted(path for path in parts(cache()) if path.stat().st_size > 1000)
    gone.unlink()
    assert company.published(cache()) == whole[0]
    cut.write_bytes(cut.read_bytes()[:-1])
    assert company.published(cache()) == whole[0]


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_a_site_is_made_of_is_found_out_again(damage: str, company: Company, whole: tuple[Site, Path]) -> None:
    [path] = wholes(cache())
    path.write_bytes(DAMAGES[damage](path.read_bytes()))
    assert company.published(cache()) == whole[0]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_part_is_not_found(damage: str, tmp_path: Path) -> None:
    store = Store(tmp_path)
    part = (Asset("a.txt", b"the first"), RenderedPage("a.md", "a/", "A", "", b"the second"))
    store.keep("key", part)
    found = store.find("key")
    assert found
    assert [one.held.read() for one in found if not isinstance(one.held, bytes)] == [b"the first", b"the second"]
    (tmp_path / "key").write_bytes(DAMAGES[damage]((tmp_path / "key").read_bytes()))
    assert store.find("key") is None


def test_where_the_cache_cannot_be_written_the_site_is_made_all_the_same(
    company: Company, whole: tuple[Site, Path]
) -> None:
    kept = cache()
    shutil.rmtree(kept.folder)
    kept.folder.write_text("a file", encoding="utf-8")
    assert company.published(kept) == whole[0]


def test_where_no_folder_for_a_cache_can_be_made_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert SiteCache.of("a company") is None


def kept_since(kept: SiteCache) -> set[Path]:
    """Everything in the cache, which nobody has used for long."""
    paths = set(kept.folder.iterdir())
    for path in paths:
        os.utime(path, (0, 0))
    return paths


@pytest.mark.parametrize("edit", ["a text of a persona"], indirect=True)
def test_what_no_site_has_needed_for_an_hour_is_thrown_away_with_the_next_that_is_made(
    edit: Callable[[Path], object], company: Company
) -> None:
    folder, strays = cache().folder, ("read-before", "0" * 64, "whole-before")
    for name in strays:
        (folder / name).write_bytes(b"of another day")
    kept_since(cache())
    (folder / "read-now").write_bytes(b"of another build that is not done yet")
    edit(company.personas)
    company.published(cache())
    assert not [name for name in strays if (folder / name).exists()]
    assert (folder / "read-now").exists()


@pytest.mark.parametrize("edit", ["a text of a persona"], indirect=True)
def test_the_first_edit_of_the_next_day_is_as_quick_as_any(edit: Callable[[Path], object], company: Company) -> None:
    before = kept_since(cache())
    edit(company.personas)
    company.published(cache())
    gone = {path for path in before if not path.exists()}
    assert len(outcomes(cache()) & before) == len(outcomes(cache())) - 1
    assert len(gone) < len(before) / 2


def test_a_process_that_goes_on_throws_nothing_away(company: Company) -> None:
    serving = SiteCache.of("a company", stays=True)
    assert serving
    company.published(serving)
    before = kept_since(serving)
    company.published(serving)
    assert {path for path in before if not path.exists()} == set()
