"""The way from what is said to the part of the shared story that it comes from."""

from __future__ import annotations

from persona_handbook.views.reader import Link, Reader

_PARTS = {"why": "why", "who_does_what": "who-does-what", "how": "how"}
"""Parts of the story that have an address of their own on its page."""


def story_link(named: str, reader: Reader) -> Link:
    """The story or, where `named` is what a part or an audience is called in any language, that part of it."""
    field = reader.schemas.fields["story"]
    anchors = dict(_PARTS)
    for key, anchor in _PARTS.items():
        anchors |= {title.casefold(): anchor for title in field.children[key].title.values()}
    audiences = field.at(("variants", 0, "audience"))
    told = reader.handbook.shared["story"].data.get("variants", ()) if "story" in reader.handbook.shared else ()
    assert audiences is not None
    for audience in {variant["audience"] for variant in told}:
        names = (audience, *audiences.labels[audience].values())
        anchors |= {name.casefold(): f"variant-{audience}" for name in names}
    anchor = anchors.get(named.strip().casefold(), "")
    return Link(named, f"{reader.base}story/" + (f"#{anchor}" if anchor else ""))
