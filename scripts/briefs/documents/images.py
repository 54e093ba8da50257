"""Pictures for formats that take no drawings: a chart's bars and QR codes, as PNG."""

from functools import lru_cache

from briefs.documents.blocks import Chart
from briefs.documents.qr import make_qr
from briefs.documents.typesetter import set_png


@lru_cache(8)
def qr_png(address: str) -> bytes:
    """The QR code of an address, 8 pixels a module, with the quiet zone that ISO/IEC 18004 asks for."""
    return make_qr(address, kind="png", scale=8, border=4)


@lru_cache(8)
def chart_png(chart: Chart) -> bytes:
    """A chart's bars, one row each: label, bar, figure; 1280 pixels wide, 250 to the inch where it is shown."""
    return set_png("chart-picture.typ", {"bars": chart.bars, "most": chart.most}, pixels=2)


def png_size(picture: bytes) -> tuple[int, int]:
    """Width and height of a PNG in pixels, from where its head has them (ISO/IEC 15948, 11.2.2)."""
    return int.from_bytes(picture[16:20]), int.from_bytes(picture[20:24])
