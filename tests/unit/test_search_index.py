"""What search knows: texts as they are written, in one small file."""

from __future__ import annotations

import json
from typing import Any

from persona_handbook.rendering.page import RenderedPage
from persona_handbook.rendering.search import Entry, document_entry, search_assets


def index(*pages: RenderedPage, documents: tuple[Entry, ...] = ()) -> Any:
    found = {asset.uri: asset.content for asset in search_assets(pages, documents)}
    return json.loads(found["search/handbook.json"])


def page(url: str, **more: Any) -> RenderedPage:
    return RenderedPage(f"{url}index.md", url, "Ana & co", "", "<p></p>", **more)


def test_personas_come_before_all_other_pages() -> None:
    ana = "personas/demo/ana.yml"
    found = index(
        page("quality/"),
        page("personas/"),
        page("segments/demo/", source="personas/demo/segment.yml"),
        page("personas/ana/", source=ana),
        page("personas/ana/to-be/", source=ana),
    )
    assert [entry[0] for entry in found["personas"]] == ["personas/ana/"]
    assert [entry[0] for entry in found["pages"]] == ["quality/", "personas/", "segments/demo/", "personas/ana/to-be/"]


def test_an_entry_ends_with_its_last_text() -> None:
    assert index(page("quality/"))["pages"] == [["quality/", "Ana & co"]]


def test_texts_in_another_language_say_so() -> None:
    found = index(page("segments/x/", search_text="Those who", text_language="en"))
    assert found["pages"] == [["segments/x/", "Ana & co", "", "", "Those who", "en"]]


def test_a_hand_written_page_is_known_by_its_title_headings_and_first_words() -> None:
    html = "<h1>Method</h1>\n<p>What a <b>persona</b> is &amp; is not</p>" + "<p>and more of it</p>" * 200
    entry = document_entry("method/", "Method", ["Sources", "Levels"], html)
    assert (entry.title, entry.names) == ("Method", "Sources · Levels")
    assert entry.text.startswith("What a persona is & is not")
    assert len(entry.text) <= 400


def test_the_scripts_that_search_are_beside_the_index() -> None:
    assert {asset.uri for asset in search_assets((), ())} == {"search/handbook.json", "search/box.js", "search/find.js"}
