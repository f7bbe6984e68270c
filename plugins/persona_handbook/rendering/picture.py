"""The picture of a persona that chats and social networks show beside a link, 1200 by 630 pixels.

Drawn without network by Pillow, in a font with accents, which Pillow's own lacks; both come with the extra `images`.
Texts are masks whose shades become colours of a palette: a picture takes some 12 KB and 10 ms.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from persona_handbook.model.persona import Persona
from persona_handbook.rendering.avatar import avatar
from persona_handbook.rendering.page import Asset, Picture
from persona_handbook.rendering.prose import inline
from persona_handbook.views.gallery import PersonaCard, persona_card
from persona_handbook.views.reader import Reader, persona_url

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

WIDTH, HEIGHT = 1200, 630
"""What the networks ask for, in pixels: https://ogp.me/ and the guides of those that read it."""
_MARGIN = 72
_TILE = 200
_SHADES = 8
_FONTS = "font_source_sans_pro"


@dataclass(frozen=True, slots=True)
class Text:
    """A text and the box that it must fit: it shrinks from `size` to `least` pixels, then ends in an ellipsis."""

    words: str
    weight: str
    size: int
    least: int
    top: int
    height: int
    width: int = WIDTH - 2 * _MARGIN
    light: int = 255


def picture_of(persona: Persona, reader: Reader) -> Picture | None:
    """The picture of a persona; None without an address to show it at, without Pillow, or without letters for it."""
    if not reader.address or not find_spec("PIL") or not find_spec(_FONTS):
        return None
    card = persona_card(persona, reader)
    hook = inline(card.hook).striptags()
    content = draw(card.id, card.name, card.title, hook, " · ".join(_origin(persona, card, reader)))
    if content is None:
        return None
    alt = f"{card.name}, {card.title}. {hook}" if card.title else f"{card.name}. {hook}"
    return Picture(Asset(f"{persona_url(persona.id)}card.png", content), alt)


def _origin(persona: Persona, card: PersonaCard, reader: Reader) -> Iterator[str]:
    """Whose persona it is, and what must be known of it before it is believed."""
    yield reader.handbook.company
    yield reader.link("segment", persona.segment).text
    if card.kind != "persona":
        yield card.kind_label
    if card.status != "validated":
        yield card.status_label


def draw(identifier: str, name: str, job: str, hook: str, origin: str) -> bytes | None:
    """A PNG; None where the font lacks a letter."""
    narrow = WIDTH - 3 * _MARGIN - _TILE
    texts = (
        Text(name, "Bold", 104, 56, 60, 124, narrow),
        Text(job, "Regular", 46, 32, 188, 120, narrow, 225),
        Text(hook, "Semibold", 56, 34, 322, 200),
        Text(origin, "Regular", 32, 24, 548, 44, light=225),
    )
    if not all(_has_letter(letter) for text in texts for letter in text.words):
        return None
    drawn = avatar(identifier, name)
    image = _ramp(_mask(WIDTH, HEIGHT, texts), 0)
    letter = Text(drawn.initial, "Bold", 150, 150, 0, _TILE, _TILE)
    tile = _ramp(_initial(letter), _SHADES)
    image.paste(tile, (WIDTH - _MARGIN - _TILE, _MARGIN))
    image.paste(_SHADES, (0, HEIGHT - 16, WIDTH, HEIGHT))
    image.putpalette([*_towards_white(drawn.background), *_towards_white(drawn.accent)])
    out = BytesIO()
    image.save(out, "PNG", bits=4, compress_level=4)
    return out.getvalue()


def _mask(width: int, height: int, texts: tuple[Text, ...]) -> Image:
    """The texts in shades of grey on black."""
    from PIL import Image, ImageDraw

    mask = Image.new("L", (width, height))
    pen = ImageDraw.Draw(mask)
    for text in texts:
        font, lines = fitted(text)
        for number, line in enumerate(lines):
            pen.text((_MARGIN, text.top + number * _leading(font)), line, fill=text.light, font=font)
    return mask


def _initial(letter: Text) -> Image:
    """A letter in the middle of a square."""
    from PIL import Image, ImageDraw

    mask = Image.new("L", (_TILE, _TILE))
    middle = (_TILE / 2, _TILE / 2)
    ImageDraw.Draw(mask).text(middle, letter.words, fill=255, font=_font("Bold", letter.size), anchor="mm")
    return mask


def fitted(text: Text) -> tuple[FreeTypeFont, list[str]]:
    """The largest font in which a text fits its box, and its lines."""
    for size in range(text.size, text.least - 1, -4):
        font = _font(text.weight, size)
        lines = _wrapped(text.words, font, text.width)
        if len(lines) * _leading(font) <= text.height and all(font.getlength(line) <= text.width for line in lines):
            return font, lines
    return font, _cut(lines, text.height // _leading(font), font, text.width)


def _wrapped(words: str, font: FreeTypeFont, width: int) -> list[str]:
    """As many words on each line as fit; a word that is wider than the line stands alone."""
    lines: list[str] = []
    space, room = font.getlength(" "), 0.0
    for word in words.split():
        needed = font.getlength(word)
        if lines and space + needed <= room:
            lines[-1] += f" {word}"
            room -= space + needed
        else:
            lines.append(word)
            room = width - needed
    return lines


def _cut(lines: list[str], most: int, font: FreeTypeFont, width: int) -> list[str]:
    """The first lines, with an ellipsis where more would follow: after a word, within one only if it fills the line."""
    kept = [_narrowed(line, font, width) for line in lines[:most]]
    if len(lines) > most and not kept[-1].endswith("…"):
        kept[-1] = _narrowed(f"{kept[-1]} …", font, width)
    return kept


def _narrowed(line: str, font: FreeTypeFont, width: int) -> str:
    """The line, without its last words or, in a single word, letters if it is too wide."""
    bare = line.removesuffix(" …")
    while font.getlength(line) > width:
        bare = bare.rpartition(" ")[0] or bare[:-1]
        line = f"{bare} …" if " " in bare else f"{bare}…"
    return line


def _leading(font: FreeTypeFont) -> int:
    return round(font.size * 1.2)


def _ramp(mask: Image, offset: int) -> Image:
    """Shades of grey as numbers of colours, from `offset` on."""
    return mask.point([offset + light * (_SHADES - 1) // 255 for light in range(256)])


def _towards_white(colour: str) -> list[int]:
    """Red, green and blue of each shade between a colour (`#rrggbb`) and white."""
    base = bytes.fromhex(colour[1:])
    return [part + (255 - part) * shade // (_SHADES - 1) for shade in range(_SHADES) for part in base]


@cache
def _font(weight: str, size: int) -> FreeTypeFont:
    from PIL import ImageFont

    spec = find_spec(_FONTS)
    assert spec is not None
    assert spec.origin is not None
    path = Path(spec.origin).parent / "files" / f"SourceSansPro-{weight}.ttf"
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


@cache
def _has_letter(letter: str) -> bool:
    """Whether the font can write it: what it lacks, it draws as it draws a sign that does not exist."""
    font = _font("Regular", 24)
    return bytes(font.getmask(letter)) != bytes(font.getmask("\U0010fffd"))
