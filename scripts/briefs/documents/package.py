"""Zip packages whose bytes depend on their contents alone: Word and Hangul files are such packages."""

import zipfile
from io import BytesIO

DAWN = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip entry can bear


def settled(package: bytes) -> bytes:
    """The same package with every entry of the same time and maker; the order and what is stored plain are kept."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(package)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            info = zipfile.ZipInfo(entry.filename, DAWN)
            info.compress_type, info.create_system = entry.compress_type, 0
            new.writestr(info, old.read(entry), compresslevel=9)
    return out.getvalue()
