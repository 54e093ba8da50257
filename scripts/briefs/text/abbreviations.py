"""Tell a full stop that ends a sentence from one that belongs to an abbreviation."""

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TITLES = _words("mr mrs ms mx dr prof st hon rev gen col capt lt sgt sen rep gov amb messrs pres h.e e.g i.e cf vs viz")
"""Abbreviations that a name or an example follows: never the end."""
NUMBERED = _words("no nos art arts para paras sec secs ch chap vol fig p pp ann res")
"""Abbreviations that a number follows."""
MONTHS = _words("jan feb mar apr jun jul aug sep sept oct nov dec")
ENDINGS = _words("etc inc ltd co corp jr sr ph.d a.m p.m u.s u.n u.k e.u r.o.k u.s.a d.c al approx dept")
"""Abbreviations that may end a sentence."""
OPENERS = _words(
    "the a an it its this these that those there we our i my he his she her they their you in on at for from "
    "to with by as of and but or so if when while since after before under first second third finally however "
    "therefore moreover furthermore such all both each every many most some no not today now last next thank let may "
    "what who how why where which"
)
"""Words that begin a sentence more often than they follow an abbreviation with a capital."""
LAST_WORD = re.compile(r"(?<![\w.])((?:[A-Za-z]\.)*[A-Za-z]+)$")


def continues_after(before: str, after: str) -> bool:
    """Return whether the full stop between two texts is that of an abbreviation within a sentence."""
    found = LAST_WORD.search(before)
    if not found or not after:
        return False
    word, follower = found[1].lower(), re.match(r"[“\"‘'(]*([\w’']*)", after)
    next_word = (follower[1] if follower else "").lower()
    if word in TITLES:
        return True
    if word in NUMBERED or word in MONTHS:
        return next_word[:1].isdigit() or (word in NUMBERED and bool(re.fullmatch("[ivxl]+", next_word)))
    short = word in ENDINGS or re.fullmatch(r"(?:[a-z]\.)*[a-z]", word)
    return bool(short) and found[1] not in {"a", "I"} and next_word not in OPENERS
