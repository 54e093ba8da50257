"""Write files atomically: if the writing ends early (a full disk, a kill), the old file stays."""

import os
from pathlib import Path


def atomic_write(file: Path, content: bytes) -> None:
    """Write the content beside the file and rename it into place. Raises OSError, and then leaves the old file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_name(f".{file.name}.{os.getpid()}.unfinished")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)
