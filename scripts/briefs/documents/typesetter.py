"""Sets templates as PDF or PNG by Typst. What they say is handed over as JSON, so no text is ever read as markup."""

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import typst

from briefs import FONTS, TEMPLATES

FOLDER = TEMPLATES / "documents"
SOURCES = [Path(__file__), *sorted(FOLDER.glob("*.typ")), *sorted(FONTS.iterdir())]
"""The files that what is set depends on, beside its content and the compiler."""


def set_pdf(template: str, content: dict[str, Any]) -> bytes:
    """Set the content as PDF/UA-1 (ISO 14289-1), which the compiler refuses to write if anything does not conform.

    The standard forbids the empty box that stands for a letter that no font has. A document with such a letter shows
    it, keeps its tags, and does not say that it conforms.
    """
    try:
        return _compile_template(template, content, format="pdf", pdf_standards=["ua-1"])
    except typst.TypstError as error:
        if "could not be displayed with font" not in str(error):
            raise
        return _compile_template(template, content, format="pdf")


def set_png(template: str, content: dict[str, Any], pixels: float = 1) -> bytes:
    """Set the content, one page of it, as a PNG file with so many pixels to the point."""
    return _compile_template(template, content, format="png", ppi=72 * pixels)


def _compile_template(template: str, content: dict[str, Any], **options: Any) -> bytes:
    data = json.dumps(content, ensure_ascii=False)
    made = _get_compiler(os.getpid()).compile(input=str(FOLDER / template), sys_inputs={"data": data}, **options)
    assert isinstance(made, bytes), "one page"
    return made


@cache
def _get_compiler(process: int) -> typst.Compiler:
    """The compiler of this process, with the site's fonts only: the same on every machine.

    Its threads do not live on in a copy of the process (fork), which would wait for them for ever.
    """
    if _get_compiler.cache_info().currsize:
        raise RuntimeError("a process that has set something was copied: use a new one (spawn)")
    return typst.Compiler(root=str(FOLDER), font_paths=[str(FONTS)], ignore_system_fonts=True)
