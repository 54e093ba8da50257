"""Characters that a text may not hold: those that nobody sees, and those that pass for others.

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
"""Signs drawn as nothing, and spaces whose width nobody can tell; the usual ones (U+00A0, U+3000) may stand."""
UNNAMED = {"Cc": "control character", "Co": "private-use character", "Cn": "unassigned character", "Cs": "surrogate"}
MOST_MARKS = 1
"""The combining marks that may follow a letter, once those that a letter of its own stands for are composed."""
LATIN_EXTRA = 0x180
"""Below it a Latin letter is one of a European language (æ ø ł ı), even where it is no plain letter with a mark."""
ENCLOSED = re.compile(r"(NEGATIVE|SQUARED|CIRCLED|CROSSED|REGIONAL|PARENTHESIZED).*\b(LATIN|SYMBOL LETTER)\b")


def character_problems(path: str, text: str) -> Iterator[Problem]:
    """Characters nobody sees, tabs, and marks piled on a letter; one complaint a line. `path` is the name shown."""
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
    """What a text must not hold, as the end of a complaint; "" where nothing is wrong."""
    hidden = next((char for char in text if not is_visible(char) and char != "\n"), "")
    if hidden:
        return f"not hold invisible characters: {character_name(hidden)}"
    mark = piled_mark(text)
    return f"not hold too many combining marks in a row: {character_name(mark)}" if mark else ""


@functools.cache
def is_visible(char: str) -> bool:
    """Whether a reader can see that the character is there, or that there is a space."""
    if char in BLANK or unicodedata.category(char) in {"Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp"}:
        return False
    return not any(first <= ord(char) <= last for first, last in IGNORABLE)


def piled_mark(text: str) -> str:
    """The first combining mark more than a letter may have, which would paint over the lines around it; "" for none."""
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
    """A character as a complaint names it: U+043E CYRILLIC SMALL LETTER O."""
    name = unicodedata.name(char, "") or UNNAMED.get(unicodedata.category(char), "character without a name")
    return f"U+{ord(char):04X} {name}"


def foreign_character(text: str) -> str:
    """The first character that passes for a Latin letter, a digit, Hangul or Hanja and is none; "" for none.

    Texts are written in Latin letters, whole Hangul, Hanja and the digits 0 to 9; signs such as ① ㎡ ½ № may stand.
    """
    return "" if text.isascii() else next(filter(is_foreign, dict.fromkeys(unicodedata.normalize("NFC", text))), "")


@functools.cache
def is_foreign(char: str) -> bool:
    """Whether it is a letter of another script, a digit of one, or a letter or digit in another guise (Ⓦ 𝐖 Ｗ ⅼ ⒈)."""
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
    """Whether it is a Latin letter that a language writes, with a mark or without, and not one that only looks so."""
    plain = unicodedata.normalize("NFKD", char)
    if not name.startswith("LATIN") or unicodedata.decomposition(char).startswith("<"):
        return False
    return plain[0].isascii() or ord(char) < LATIN_EXTRA


def _is_disguised(char: str) -> bool:
    """Whether a sign stands for one letter, or for a digit with a full stop or comma: Ⓦ, ⒈, 🄂; but not ①, ², ㎡."""
    how, _, _ = unicodedata.decomposition(char).partition(" ")
    plain = unicodedata.normalize("NFKC", char)
    letter = len(plain) == 1 and plain != char and plain.isalpha() and (plain.isascii() or how == "<compat>")
    return letter or re.fullmatch(r"[0-9]+[.,]", plain) is not None
