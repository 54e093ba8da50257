"""Split a plain text, English or Korean, into paragraphs and sentences.

Libraries for this know English or Korean, not both; the cases are in tests/text/sentences.yml. Only white space is
changed: the sentences joined are the text.
"""

import re
from collections.abc import Iterator

from briefs.text.abbreviations import continues_after

LONGEST = 2000
"""The most characters of a sentence in a source; a longer quotation is split within."""
SPACE = r"[\s\ufeff]+"
BULLET = re.compile(r"[□■○●◦•▪◇◆※ㅇ①-⑳]")
NUMBER = re.compile(r"(?:\(?(?:\d{1,3}|[a-z]|[ivx]{1,5}|[A-Z]|[가-하])[.)]|[-*–])\s+(?!\d+[.,])\S")
"""The beginning of a numbered paragraph: 1. (a) iv) 가."""
ENDED = re.compile(r"[.!?…。:;][\"'”’)\]」』»]*$")
"""The end of a line after which a number begins a paragraph."""
SALUTED = re.compile(r",$|(?:여러분|님)[,!]?$")
THANKS = re.compile(r"(?:Thank you\b.{0,30}|.{0,20}(?:감사합니다|고맙습니다))[.!]?")
STOP = re.compile(
    r"(?:[.!?…。]+)[\"'”’)\]」』»]*(?=\s)|(?<=[다요까죠])[.!?]+[”’\"']?(?=[가-힣“‘])(?!(?:라|하|이라|고|며|는|란)[가-힣\s])"
)
"""What may end a sentence: a stop with closing marks before a space; in Korean also one before the next word."""
PAIRS = {"“": "”", "‘": "’", "「": "」", "『": "』", "«": "»", "(": ")", "[": "]"}
KOREAN_DATE = re.compile(r"(?:\d{4}|['’‘]\d{2})\.\s*\d{1,2}\.(?:\s*\d{1,2}\.)?|\d{1,2}\.\s\d{1,2}\.(?=[\s(~])")
CARRIES_ON = re.compile(r"\s*(?:[a-z,;]|(?:이?라고|이?라는|이?라며|하고|하며|고|며|는|란)(?:\s|$))")
SAID = re.compile(r"\s*(?:\S+\s+){1,5}?(?:said|says|asked|asks|added|noted|wrote|replied|warned)\b")


def split_text(text: str) -> list[list[str]]:
    """Return the paragraphs of a text, each a list of its sentences."""
    return [split_sentences(paragraph) for paragraph in split_paragraphs(text)]


def split_paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text on one line each.

    Blank lines part paragraphs; without any, every line is one. Numbers and bullets begin one too. A paragraph that a
    page break has cut in the middle of a sentence is put together again.
    """
    found: list[str] = []
    for block in _blocks(text):
        broken = bool(found) and re.match("[a-z]", block) and not ENDED.search(found[-1])
        if broken and not NUMBER.match(block) and not SALUTED.search(found[-1]):
            found[-1] = _join_lines(found[-1], block)
        else:
            found.append(block)
    return found


def split_heading(text: str) -> tuple[list[str], str]:
    """Return the lines of a text before its first sentence, and the rest; no heading if there is no sentence.

    The first sentence stands after a blank line, or is an address: "Mr. Chair,".
    """
    lines = [re.sub(SPACE, " ", line).strip() for line in text.splitlines()]
    first = next((number for number, line in enumerate(lines) if _begins_text(line)), 0)
    if not SALUTED.search(lines[first] if lines else ""):
        first = max((number + 1 for number in range(first) if not lines[number]), default=0)
    return [line for line in lines[:first] if line], "\n".join(lines[first:])


def _begins_text(line: str) -> bool:
    marked = NUMBER.match(line) or BULLET.match(line) or _is_whole(line)
    return bool(line) and (bool(marked) or len(split_sentences(line)) > 1)


def split_sentences(paragraph: str) -> list[str]:
    """Return the sentences of a paragraph; what stands in quotation marks or brackets within one is not split."""
    spans = [*_enclosed(paragraph), *_dates(paragraph)]
    sentences = list(_split(paragraph, spans))
    return [part for one in sentences for part in (_split_quotation(one) if _stands_alone(one) else [one])]


def _blocks(text: str) -> Iterator[str]:
    """Yield the runs of lines between blank lines, and between the beginnings of numbered paragraphs."""
    lines = [re.sub(SPACE, " ", line).strip() for line in text.splitlines()]
    spaced = "" in "\n".join(lines).strip("\n").split("\n")
    block = ""
    for line in lines:
        numbered = NUMBER.match(line) and (not block or ENDED.search(block))
        starts = BULLET.match(line) or numbered or (not spaced and _is_whole(block))
        if block and (not line or starts):
            yield block
            block = ""
        block = _join_lines(block, line)
    if block:
        yield block


def _is_whole(line: str) -> bool:
    return bool(ENDED.search(line) or SALUTED.search(line))


def _join_lines(first: str, second: str) -> str:
    """Return two lines as one; a word with a hyphen at the end of the first is put together again."""
    between = "" if not first or not second or (re.search(r"[A-Za-z]-$", first) and second[0].isalpha()) else " "
    return f"{first}{between}{second}"


def _split(text: str, spans: list[tuple[int, int]]) -> Iterator[str]:
    start = 0
    for stop in STOP.finditer(text):
        closing = len(stop[0].rstrip("\"'”’)]」』»"))
        inside = any(begin <= stop.start() + closing - 1 and stop.end() < end for begin, end in spans)
        if not inside and _ends_sentence(text[start : stop.start()], stop[0], text[stop.end() :]):
            yield text[start : stop.end()].strip()
            start = stop.end()
    if text[start:].strip():
        yield text[start:].strip()


def _ends_sentence(before: str, stop: str, after: str) -> bool:
    """Return whether a stop between two texts ends the sentence."""
    if CARRIES_ON.match(after) or re.fullmatch(r"\s*\(?(?:\d{1,3}|[A-Za-z]|[ivx]{1,5}|[가-하])", before):
        return False
    if stop[0] in "!?" and len(stop) > 1 and SAID.match(after):
        return False
    return stop != "." or not continues_after(before, after.strip())


def _enclosed(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of quotations and brackets that are closed."""
    open_marks: list[tuple[str, int]] = []
    for place, char in enumerate(text):
        before, after = text[place - 1 : place], text[place + 1 : place + 2]
        if char in PAIRS and not (char == "‘" and after.isdigit()):
            open_marks.append((PAIRS[char], place))
            continue
        if char in "\"'" and char not in (mark for mark, _ in open_marks):
            if (not before or before in " (“‘") and after.isalnum() and not (char == "'" and after.isdigit()):
                open_marks.append((char, place))
            continue
        within_word = char in "'’" and before.isalpha() and after.isalpha() and before.isascii() and after.isascii()
        at = next((n for n in reversed(range(len(open_marks))) if open_marks[n][0] == char), None)
        if at is not None and not within_word:
            yield open_marks[at][1], place + 1
            del open_marks[at:]


def _dates(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of dates such as 2024. 9. 26., whose last stop does not end a sentence."""
    yield from ((found.start(), found.end() + 1) for found in KOREAN_DATE.finditer(text))


def _stands_alone(sentence: str) -> bool:
    """Return whether a sentence is a whole quotation, or too long to be one."""
    quoted = sentence[0] in '“"' and sentence[-1] in '”"' and len(re.findall('[“”"]', sentence)) == 2
    return quoted or len(sentence) > LONGEST


def _split_quotation(sentence: str) -> list[str]:
    return list(_split(sentence, list(_dates(sentence))))
