"""Texts that try to be more than text."""

import re


def hostile(template: str, text: str) -> str:
    """The template with this text in every reader-facing field."""
    english, korean = ("'" + (begin + text).replace("'", "''") + "'" for begin in ("", "가 "))
    pair = f"{{en: {english}, ko: {korean}}}"
    item = re.sub(r"^(title|summary|concerns|    text): .*$", lambda m: f"{m[1]}: {pair}", template, flags=re.M)
    return item.replace("quoted: true", f"quoted: false\nnot_stated:\n  - {pair}")
