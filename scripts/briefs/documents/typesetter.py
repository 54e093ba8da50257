"""Render templates as PDF or PNG with Typst. Content is passed as JSON, so no text is parsed as markup."""

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import typst

from briefs import FONTS, TEMPLATES

FOLDER = TEMPLATES / "documents"
SOURCES = [Path(__file__), *sorted(FOLDER.glob("*.typ")), *sorted(FONTS.iterdir())]
"""The files that the output depends on, besides its content and the compiler."""


def set_pdf(template: str, content: dict[str, Any]) -> bytes:
    """Return the content as PDF/UA-1 (ISO 14289-1); the compiler refuses to write what does not conform.

    The standard forbids the empty box of a letter that no font has. A document with such a letter shows the box, keeps
    its tags, and does not claim to conform.
    """
    try:
        return _compile_template(template, content, format="pdf", pdf_standards=["ua-1"])
    except typst.TypstError as error:
        if "could not be displayed with font" not in str(error):
            raise
        return _compile_template(template, content, format="pdf")


def set_png(template: str, content: dict[str, Any], pixels: float = 1) -> bytes:
    """Return the content, one page, as a PNG file with a number of pixels per point."""
    return _compile_template(template, content, format="png", ppi=72 * pixels)


def _compile_template(template: str, content: dict[str, Any], **options: Any) -> bytes:
    data = json.dumps(content, ensure_ascii=False)
    made = _get_compiler(os.getpid()).compile(input=str(FOLDER / template), sys_inputs={"data": data}, **options)
    assert isinstance(made, bytes), "one page"
    return made


@cache
def _get_compiler(process: int) -> typst.Compiler:
    """Return the compiler of this process, with the site's fonts only: the same on every machine.

    Its threads do not exist in a forked copy of the process, which would wait for them for ever.
    """
    if _get_compiler.cache_info().currsize:
        raise RuntimeError("a process that has set something was copied: use a new one (spawn)")
    return typst.Compiler(root=str(FOLDER), font_paths=[str(FONTS)], ignore_system_fonts=True)
