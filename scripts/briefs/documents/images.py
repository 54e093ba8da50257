"""Make PNG images for formats without drawings: charts and QR codes."""

from functools import lru_cache

from briefs.documents.blocks import Chart
from briefs.documents.qr import make_qr
from briefs.documents.typesetter import set_png


@lru_cache(8)
def qr_png(address: str) -> bytes:
    """Return the QR code of an address, 8 pixels per module, with the quiet zone that ISO/IEC 18004 requires."""
    return make_qr(address, kind="png", scale=8, border=4)


@lru_cache(8)
def chart_png(chart: Chart) -> bytes:
    """Return a bar chart, one row for each bar: label, bar, figure; 1280 pixels wide, shown at 250 to 300 per inch."""
    return set_png("chart-picture.typ", {"bars": chart.bars, "most": chart.most}, pixels=2)


def png_size(picture: bytes) -> tuple[int, int]:
    """Return width and height of a PNG in pixels, from its header (ISO/IEC 15948, 11.2.2)."""
    return int.from_bytes(picture[16:20]), int.from_bytes(picture[20:24])
