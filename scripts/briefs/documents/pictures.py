"""Pictures for formats that take no drawings: a chart's bars and QR codes, as PNG."""

from io import BytesIO
from pathlib import Path

import segno
from PIL import Image, ImageDraw, ImageFont

from briefs.colours import ACCENT, INK, PAPER, SOFT
from briefs.documents.model import Chart

FONTS = Path(__file__).parent.parent / "fonts"
ROW, LEFT, LONGEST, WIDTH = 66, 150, 1440, 1920  # pixels at 300 to the inch


def qr(address: str) -> bytes:
    """The QR code of an address, 8 pixels a module, with the quiet zone that ISO/IEC 18004 asks for."""
    out = BytesIO()
    segno.make(address, error="m").save(out, kind="png", scale=8, border=4)
    return out.getvalue()


def bars(chart: Chart) -> bytes:
    """A chart's bars, one row each: label, bar, figure."""
    image = Image.new("RGB", (WIDTH, ROW * len(chart.bars)), PAPER)
    draw = ImageDraw.Draw(image)
    plain = ImageFont.truetype(FONTS / "Pretendard-Regular.ttf", 38)
    bold = ImageFont.truetype(FONTS / "Pretendard-SemiBold.ttf", 38)
    for row, (label, value, shown) in enumerate(chart.bars):
        middle = ROW * row + ROW // 2
        draw.text((0, middle), label, INK, plain, anchor="lm")
        if value is None:
            draw.text((LEFT, middle), shown, SOFT, plain, anchor="lm")
            continue
        end = LEFT + max(2, LONGEST * value // chart.most)
        draw.rounded_rectangle((LEFT, middle - 22, end, middle + 22), 4, ACCENT)
        draw.text((end + 20, middle), shown, INK, bold, anchor="lm")
    out = BytesIO()
    image.quantize(16).save(out, "PNG", optimize=True)
    return out.getvalue()
