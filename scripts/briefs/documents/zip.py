"""Zip packages whose bytes depend on their contents alone: Word and Hangul files are such packages."""

import zipfile
from collections.abc import Iterable
from io import BytesIO

ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip entry can bear


def make_reproducible(package: bytes) -> bytes:
    """The same package with every entry of the same time and maker, in the same order."""
    with zipfile.ZipFile(BytesIO(package)) as old:
        return pack_zip((entry.filename, old.read(entry)) for entry in old.infolist())


def pack_zip(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """A package of these parts, by their names.

    Pictures are compressed already; what kind of package it is is read where it stands plain (OCF 3.0, 4.2.2).
    """
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in parts:
            info = zipfile.ZipInfo(name, ZIP_EPOCH)
            info.create_system = 0
            plain = name == "mimetype" or name.endswith(".png")
            info.compress_type = zipfile.ZIP_STORED if plain else zipfile.ZIP_DEFLATED
            package.writestr(info, content)
    return out.getvalue()
