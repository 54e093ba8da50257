"""Find characters that a text may not contain: invisible ones, and those that look like others.

`character_problems` is for a whole file in any language, `foreign_character` for a text in English or Korean.
"""

import functools
import re
import unicodedata
from collections.abc import Iterator

from briefs.errors import Problem

HANGUL = re.compile(r"[ᄀ-ᇿ㄰-㆏가-힣]")

IGNORABLE = (
    (0xAD, 0xAD),
    (0x34F, 0x34F),
    (0x61C, 0x61C),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x206F),
    (0x3164, 0x3164),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0),
    (0xFFF0, 0xFFF8),
    (0x1BCA0, 0x1BCA3),
    (0x1D173, 0x1D17A),
    (0xE0000, 0xE0FFF),
)
"""Default_Ignorable_Code_Point (Unicode 16): fillers, joiners, variation selectors, tags."""
BLANK = frozenset("\u1680\u202f\u205f\u2800\ufffc\U00013441\U00013442\U00016fe4\U0001d159") | {
    chr(code) for code in range(0x2000, 0x200B)
}
"""Invisible signs, and spaces of unusual width; U+00A0 and U+3000 are allowed."""
UNNAMED = {"Cc": "control character", "Co": "private-use character", "Cn": "unassigned character", "Cs": "surrogate"}
MOST_MARKS = 1
"""The combining marks that may follow a letter, after Unicode composition."""
LATIN_EXTRA = 0x180
"""Latin letters below this code point belong to European languages (æ ø ł ı)."""
ENCLOSED = re.compile(r"(NEGATIVE|SQUARED|CIRCLED|CROSSED|REGIONAL|PARENTHESIZED).*\b(LATIN|SYMBOL LETTER)\b")


def character_problems(path: str, text: str) -> Iterator[Problem]:
    """Yield a problem for each line with invisible characters, tabs or stacked marks; `path` is the name shown."""
    signs = set(text) - {"\n"}
    if all(map(is_visible, signs)) and not any(map(_is_mark, signs)):
        return
    for number, line in enumerate(text.split("\n"), 1):
        fault = _line_fault(line)
        if fault:
            yield Problem(path, number, f"file must {fault}")


def _line_fault(line: str) -> str:
    hidden = next((char for char in line if not is_visible(char)), "")
    if hidden == "\t":
        return "be indented with spaces, not tabs"
    return text_fault(line)


def text_fault(text: str) -> str:
    """Return what a text must not contain, as the end of a message; "" if nothing."""
    hidden = next((char for char in text if not is_visible(char) and char != "\n"), "")
    if hidden:
        return f"not contain invisible characters: {character_name(hidden)}"
    mark = piled_mark(text)
    return f"not contain too many combining marks in a row: {character_name(mark)}" if mark else ""


@functools.cache
def is_visible(char: str) -> bool:
    """Return whether a reader can see the character, or the space."""
    if char in BLANK or unicodedata.category(char) in {"Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp"}:
        return False
    return not any(first <= ord(char) <= last for first, last in IGNORABLE)


def piled_mark(text: str) -> str:
    """Return the first combining mark too many on a letter, which would cover the lines around it; "" if none."""
    if text.isascii() or not any(map(_is_mark, set(text))):
        return ""
    row = 0
    for char in unicodedata.normalize("NFC", text):
        row = row + 1 if _is_mark(char) else 0
        if row > MOST_MARKS:
            return char
    return ""


@functools.cache
def _is_mark(char: str) -> bool:
    return unicodedata.category(char) in {"Mn", "Me", "Mc"}


def character_name(char: str) -> str:
    """Return a character as problems name it: U+043E CYRILLIC SMALL LETTER O."""
    name = unicodedata.name(char, "") or UNNAMED.get(unicodedata.category(char), "character without a name")
    return f"U+{ord(char):04X} {name}"


def foreign_character(text: str) -> str:
    """Return the first character that only looks like a Latin letter, digit, Hangul or Hanja; "" if none.

    Texts are written in Latin letters, whole Hangul, Hanja and the digits 0 to 9; signs such as ① ㎡ ½ № are allowed.
    """
    return "" if text.isascii() else next(filter(is_foreign, dict.fromkeys(unicodedata.normalize("NFC", text))), "")


@functools.cache
def is_foreign(char: str) -> bool:
    """Return whether it is a letter or digit of another script, or a disguised one (Ⓦ 𝐖 Ｗ ⅼ ⒈)."""
    if char.isascii():
        return False
    kind, name = unicodedata.category(char), unicodedata.name(char, "")
    if name.startswith("CJK RADICAL") or kind in {"Nd", "Me"} or ENCLOSED.match(name):
        return True
    if _is_mark(char):
        return not name.startswith("COMBINING") or "OVERLAY" in name
    if kind == "Nl":
        return not name.startswith(("CJK", "IDEOGRAPHIC"))
    if char.isalpha():
        return not (
            _is_latin_letter(char, name) or name.startswith(("HANGUL SYLLABLE", "HANGUL LETTER", "CJK")) or char in "ªº"
        )
    return char == "℮" or _is_disguised(char) or 0xFF00 < ord(char) < 0xFFF0


def _is_latin_letter(char: str, name: str) -> bool:
    """Return whether it is a Latin letter of a written language, with a mark or without, not a lookalike."""
    plain = unicodedata.normalize("NFKD", char)
    if not name.startswith("LATIN") or unicodedata.decomposition(char).startswith("<"):
        return False
    return plain[0].isascii() or ord(char) < LATIN_EXTRA


def _is_disguised(char: str) -> bool:
    """Return whether a sign stands for one letter, or a digit with a full stop or comma: Ⓦ, ⒈, 🄂; not ①, ², ㎡."""
    how, _, _ = unicodedata.decomposition(char).partition(" ")
    plain = unicodedata.normalize("NFKC", char)
    letter = len(plain) == 1 and plain != char and plain.isalpha() and (plain.isascii() or how == "<compat>")
    return letter or re.fullmatch(r"[0-9]+[.,]", plain) is not None
