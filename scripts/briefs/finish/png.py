"""Pictures that differ in one band only: what is above and below it is compressed once for all of them.

A preview is nearly all paper; compressing the whole of each took most of the time that pictures take. The format is
PNG (ISO/IEC 15948) with a palette of sixteen colours; its data is one zlib stream (RFC 1950), here put together of
parts that each end at a byte (RFC 1951, 3.2.4: a full flush).
"""

import functools
import struct
import zlib

from PIL import Image

SIGNATURE = b"\x89PNG\r\n\x1a\n"
BEGIN = b"\x78\x01"
"""The head of a zlib stream: deflate, a window of 32 KB, the quickest level."""


class Backdrop:
    """What pictures share: an image of at most sixteen colours, and the colours."""

    def __init__(self, image: Image.Image, colours: list[int]) -> None:
        """`colours` are the palette's red, green and blue values, one after another."""
        self.size = image.size
        self.rows = _rows(image)
        head = struct.pack(">IIBBBBB", *image.size, 4, 3, 0, 0, 0)
        self.head = SIGNATURE + _chunk(b"IHDR", head) + _chunk(b"PLTE", bytes(colours))
        self.packed = functools.cache(self._packed)

    def png(self, band: Image.Image, top: int) -> bytes:
        """The picture with `band`, as wide as the whole, laid over it at the row `top`."""
        rows = _rows(band)
        bottom = top + band.height
        check = zlib.adler32(b"".join([*self.rows[:top], *rows, *self.rows[bottom:]]))
        packed = [self.packed(0, top), _deflated(rows, zlib.Z_FULL_FLUSH), self.packed(bottom, self.size[1])]
        data = BEGIN + b"".join(packed) + struct.pack(">I", check)
        return self.head + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")

    def _packed(self, begin: int, end: int) -> bytes:
        return _deflated(self.rows[begin:end], zlib.Z_FINISH if end == self.size[1] else zlib.Z_FULL_FLUSH)


def _rows(image: Image.Image) -> list[bytes]:
    """Two pixels a byte, each row after the number of its filter: none."""
    data = image.tobytes("raw", "P;4")
    width = (image.width + 1) // 2
    return [b"\0" + data[begin : begin + width] for begin in range(0, len(data), width)]


def _deflated(rows: list[bytes], end: int) -> bytes:
    """Runs of one byte only (Z_RLE): the quickest for paper, and the smallest."""
    squeeze = zlib.compressobj(1, zlib.DEFLATED, -15, 9, zlib.Z_RLE)
    return squeeze.compress(b"".join(rows)) + squeeze.flush(end)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
