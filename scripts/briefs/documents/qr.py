"""QR codes of addresses (ISO/IEC 18004)."""

from io import BytesIO
from typing import Any

import segno


def make_qr(address: str, **options: Any) -> bytes:
    """Return the QR code of an address as segno saves it: `kind`, `border` and the like.

    All codes have one mask. Trying every mask for the evenest takes most of the time, and a screen or a laser printer
    needs none of that (ISO/IEC 18004, 7.8, leaves any mask readable).
    """
    out = BytesIO()
    segno.make(address, error="m", mask=0).save(out, **options)
    return out.getvalue()
