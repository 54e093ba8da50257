"""The scripts as readers fetch them: without the comments, which are for those who work on them."""

from pathlib import Path


def strip_script_comments(site: Path) -> None:
    """Take the lines that are comments out of every script of the built site."""
    for file in (site / "assets").rglob("*.js"):
        lines = file.read_text("utf-8").splitlines(keepends=True)
        file.write_text("".join(line for line in lines if not line.lstrip().startswith("//")), "utf-8", newline="\n")
