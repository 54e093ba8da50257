"""The scripts as readers fetch them: without the comments, which are for those who work on them."""

from pathlib import Path

from briefs.utils.text_files import write_text


def strip_script_comments(site: Path) -> None:
    """Take the lines that are comments out of every script of the built site."""
    for file in (site / "assets").glob("*.js"):
        lines = file.read_text("utf-8").splitlines(keepends=True)
        write_text(file, "".join(line for line in lines if not line.lstrip().startswith("//")))
