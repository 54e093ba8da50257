"""Text files, written alike on every system."""

from pathlib import Path


def write_text(file: Path, text: str) -> None:
    """Write a text in UTF-8 with line ends of one character, and the folder that it belongs into."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8", newline="\n")
