"""A file written as a whole: whatever ends the writing (a full disk, a kill), it is the old one or the new one."""

import os
from pathlib import Path


def atomic_write(file: Path, content: bytes) -> None:
    """Put the content beside the file, then into its place. Raises OSError, and leaves the file when it does."""
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_name(f".{file.name}.{os.getpid()}.unfinished")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)
