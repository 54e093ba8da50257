"""Pictures made from the data: QR codes of permanent addresses, previews for shared links, the icon for phones."""

from pathlib import Path

import segno
from PIL import Image, ImageDraw, ImageFont

from briefs import LANGUAGES
from briefs.finish.fonts import FONTS
from briefs.load import Data
from briefs.pages import Page

SIZE, MARGIN = (1200, 630), 80
PAPER, INK, SOFT, ACCENT = "#ffffff", "#1c2126", "#535e68", "#0b5a5c"


def write(data: Data, pages: list[Page], site: Path, address: str) -> None:
    """Add the pictures to the built site; `address` is its web address, with a slash at its end."""
    for link in sorted({page.permalink for page in pages} - {""}):
        segno.make(address + link, error="m").save(str(site / link / "qr.svg"), border=2, xmldecl=False)
    for page in pages:
        for language in LANGUAGES:
            preview = _preview(page.title[language], data.site.name[language])
            preview.save(site / language / page.path / "preview.png", optimize=True)
    _icon().save(site / "assets" / "icon.png", optimize=True)


def _preview(title: str, name: str) -> Image.Image:
    """A page's title under the site's name, 1200 x 630 pixels (the Open Graph protocol's usual picture)."""
    image = Image.new("P", SIZE)
    image.putpalette(_shades())
    canvas = Image.new("RGB", SIZE, PAPER)
    draw = ImageDraw.Draw(canvas)
    draw.rectangle((0, 0, SIZE[0], 16), ACCENT)
    draw.text((MARGIN, 70), name, SOFT, ImageFont.truetype(FONTS / "Pretendard-Regular.ttf", 36))
    font = _font(title)
    draw.multiline_text((MARGIN, 180), "\n".join(_lines(title, font)), INK, font, spacing=24)
    draw.rectangle((MARGIN, SIZE[1] - 100, MARGIN + 120, SIZE[1] - 92), ACCENT)
    return canvas.quantize(palette=image, dither=Image.Dither.NONE)


def _shades() -> list[int]:
    """Sixteen colours from ink to paper and from accent to paper: all that the letters' soft edges need."""
    return [
        round(begin + (255 - begin) * step / 7)
        for colour in ((28, 33, 38), (11, 90, 92))
        for step in range(8)
        for begin in colour
    ]


def _font(title: str) -> ImageFont.FreeTypeFont:
    for size in (84, 72, 60, 50, 42):
        font = ImageFont.truetype(FONTS / "Pretendard-SemiBold.ttf", size)
        if len(_lines(title, font)) <= 4:
            return font
    return font


def _lines(title: str, font: ImageFont.FreeTypeFont) -> list[str]:
    lines = [""]
    for word in title.replace("新", "").replace("()", "").split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= SIZE[0] - 2 * MARGIN:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _icon() -> Image.Image:
    """180 x 180 pixels: two columns of lines, one for each language."""
    image = Image.new("RGB", (180, 180), ACCENT)
    draw = ImageDraw.Draw(image)
    for left in (38, 98):
        for row, width in enumerate((44, 44, 30)):
            draw.rectangle((left, 54 + 28 * row, left + width, 64 + 28 * row), PAPER)
    return image
