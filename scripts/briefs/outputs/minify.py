"""Remove comments from the scripts that readers load."""

from pathlib import Path


def strip_script_comments(site: Path) -> None:
    """Remove comment lines from every script of the built site."""
    for file in (site / "assets").glob("*.js"):
        lines = file.read_text("utf-8").splitlines(keepends=True)
        file.write_text("".join(line for line in lines if not line.lstrip().startswith("//")), "utf-8", newline="\n")
