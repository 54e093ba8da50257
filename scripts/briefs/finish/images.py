"""Pictures made from the data: QR codes of permanent addresses, previews for shared links, the icon for phones."""

import functools
import itertools
from collections.abc import Callable
from pathlib import Path

import segno
from PIL import Image, ImageColor, ImageDraw, ImageFont

from briefs import LANGUAGES, colours
from briefs.finish.fonts import FONTS, HANJA
from briefs.finish.png import Backdrop
from briefs.load import Data
from briefs.pages import Page

SIZE, MARGIN, TOP = (1200, 630), 80, 180
PAPER, INK, ACCENT = map(ImageColor.getrgb, (colours.PAPER, colours.INK, colours.ACCENT))
SHADES = 8
"""How many steps from paper to ink, enough for the letters' soft edges; as many again lead to the accent."""
STEPS = [round(value * (SHADES - 1) / 255) for value in range(256)]
SIZES = (84, 72, 60, 50, 42)
LEADING, HEIGHT = 1.3, 340
"""Of the title: its lines' distance in sizes, and the pixels that they may take together."""


def parts(data: Data, pages: list[Page], site: Path, address: str) -> list[Callable[[], None]]:
    """The jobs that add the pictures to the built site; `address` is its web address, with a slash at its end."""
    previews = [functools.partial(_previews, data, pages, site, language) for language in LANGUAGES]
    return [*previews, functools.partial(_codes, pages, site, address), functools.partial(_icon, site)]


def _codes(pages: list[Page], site: Path, address: str) -> None:
    for link in sorted({page.permalink for page in pages} - {""}):
        # One mask for all: trying every mask for the evenest takes most of the time, and a screen or a laser printer
        # needs none of that (ISO/IEC 18004, 7.8, leaves any mask readable).
        code = segno.make(address + link, error="m", mask=0)
        (site / link).mkdir(parents=True, exist_ok=True)
        code.save(str(site / link / "qr.svg"), border=2, xmldecl=False)


def _previews(data: Data, pages: list[Page], site: Path, language: str) -> None:
    """A picture for each page: its title under the site's name, 1200 x 630 pixels (the Open Graph protocol's usual)."""
    back = Backdrop(_back(data.site.name[language]), _shades())
    for page in pages:
        file = site / language / page.path / "preview.png"
        file.write_bytes(back.png(_title(page.title[language]), TOP))


def _back(name: str) -> Image.Image:
    """What all previews of a language share, in sixteen colours."""
    canvas = Image.new("RGB", SIZE, PAPER)
    draw = ImageDraw.Draw(canvas)
    draw.rectangle((0, 0, SIZE[0], 16), ACCENT)
    draw.text((MARGIN, 70), name, colours.SOFT, _font("Regular", 36))
    draw.rectangle((MARGIN, SIZE[1] - 100, MARGIN + 120, SIZE[1] - 92), ACCENT)
    palette = Image.new("P", (1, 1))
    palette.putpalette(_shades())
    return canvas.quantize(palette=palette, dither=Image.Dither.NONE)


def _shades() -> list[int]:
    """The sixteen colours: from paper to ink, then from paper to the accent."""
    return [
        round(paper + (end - paper) * step / (SHADES - 1))
        for colour in (INK, ACCENT)
        for step in range(SHADES)
        for paper, end in zip(PAPER, colour, strict=True)
    ]


def _title(title: str) -> Image.Image:
    """The title's letters on paper, as wide as the picture, in the largest size that has room."""
    size, lines = _set(title)
    step = round(size * LEADING)
    letters = Image.new("L", (SIZE[0], step * len(lines)))
    for number, line in enumerate(lines):
        at = float(MARGIN)
        for before, char in itertools.pairwise(f" {line}"):
            at += _kerning(before, char) * size
            glyph, left, top = _glyph(char, size)
            letters.paste(255, (round(at) + left, step * number + size + top), glyph)
            at += _width(char) * size
    shades = letters.point(STEPS)
    shades.putpalette(_shades())
    return shades


@functools.cache
def _glyph(char: str, size: int) -> tuple[Image.Image, int, int]:
    """A letter, drawn once for all titles, and how far left and above it begins from where its line stands."""
    font = _font("SemiBold", size)
    left, top, right, bottom = map(round, font.getbbox(char, anchor="ls"))
    glyph = Image.new("L", (right - left, bottom - top))
    ImageDraw.Draw(glyph).text((-left, -top), char, 255, font, anchor="ls")
    return glyph, left, top


def _set(title: str) -> tuple[int, list[str]]:
    """A title's size and its lines."""
    words = HANJA.sub("", title).replace("()", "").split()  # the font has none
    widths = [sum(map(_width, f"{word} ")) for word in words]
    for size in SIZES:
        lines, room = [""], 0.0
        for word, width in zip(words, widths, strict=True):
            if room + width * size > SIZE[0] - 2 * MARGIN and lines[-1]:
                lines, room = [*lines, ""], 0.0
            lines[-1], room = f"{lines[-1]} {word}".strip(), room + width * size
        if len(lines) * size * LEADING <= HEIGHT:
            break
    return size, lines


@functools.cache
def _width(char: str) -> float:
    """In sizes."""
    return _font("SemiBold", 100).getlength(char) / 100


@functools.cache
def _kerning(before: str, char: str) -> float:
    """How much nearer two letters stand than their widths say, in sizes; Hangul is set in squares."""
    pair = before + char
    return _font("SemiBold", 100).getlength(pair) / 100 - _width(before) - _width(char) if pair.isascii() else 0.0


@functools.cache
def _font(weight: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / f"Pretendard-{weight}.ttf", size)


def _icon(site: Path) -> None:
    """180 x 180 pixels: two columns of lines, one for each language."""
    image = Image.new("RGB", (180, 180), ACCENT)
    draw = ImageDraw.Draw(image)
    for left in (38, 98):
        for row, width in enumerate((44, 44, 30)):
            draw.rectangle((left, 54 + 28 * row, left + width, 64 + 28 * row), PAPER)
    image.save(site / "assets" / "icon.png", optimize=True)
