"""Make zip packages whose bytes depend only on their contents; Word and Hangul files are such packages."""

import zipfile
from collections.abc import Iterable
from io import BytesIO

ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip entry can have


def make_reproducible(package: bytes) -> bytes:
    """Return the same package with equal times and creators for all entries, in the same order."""
    with zipfile.ZipFile(BytesIO(package)) as old:
        return pack_zip((entry.filename, old.read(entry)) for entry in old.infolist())


def pack_zip(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """Return a package of these parts, by their names.

    Images are compressed already; the `mimetype` entry must not be compressed (OCF 3.0, 4.2.2).
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
