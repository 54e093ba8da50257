"""Check that the sentences a point cites support it: they must share its content words more than other sentences do.

Content words are the stems of an English text's less common words, the glossary's terms, and the lexicon's entries in
either language. Rare words have more weight than common ones. A reviewer must compare the meaning.
"""

import functools
import math
import re
from collections import Counter
from collections.abc import Iterator

from briefs.content.models import Passage, Text
from briefs.content.site_data import Data
from briefs.errors import Problem
from briefs.validation.claims import load_vocabulary
from briefs.validation.meaning import meaning_comparer

STEM = 6
WORD = re.compile(r"[a-z]{3,}|\d+")
COMMON = re.compile(
    r"about|according|again|all|also|and|any|are|around|been|both|but|can|for|from|gives|had|has|have|her|his|how|in"
    r"to|its|korea|korean|may|more|most|not|now|one|only|other|our|out|over|said|says|she|some|speaker|statement|suc"
    r"h|than|that|the|their|them|then|there|these|they|this|those|through|under|upon|was|were|what|when|where|which|"
    r"while|who|will|with|within|would|you|your|government"
)
"""Words that do not show the subject of a sentence."""
SHARE = 0.15
"""The share of the best sentence's weight that a further cited sentence needs."""


def points_share_words(data: Data) -> Iterator[Problem]:
    """Yield a problem for each cited sentence that shares no content words with the point, or fewer than another
    sentence.
    """
    weights = _word_weights(data)
    for policy in data.policies.values():
        file = data.file_of(policy)
        for number, point in enumerate(policy.points):
            words = _content_words(data, point.text)
            shared = {cite: _total_weight(words & said, weights) for cite, said in _passage_words(data).items()}
            best = max(shared, key=lambda cite: shared[cite], default="")
            for place, cite in enumerate(point.cites):
                rest = words - set().union(*(_passage_words(data).get(c, set()) for c in point.cites if c != cite))
                alone = _total_weight(rest & _passage_words(data).get(cite, set()), weights)
                if cite in shared and (not alone or shared[cite] < SHARE * shared[best]):
                    yield file.problem(("points", number, "cites", place), f"must share words with the point: {cite}")
            if best not in point.cites and all(c in shared for c in point.cites):
                most = max(shared[cite] for cite in point.cites)
                if shared[best] > most:
                    message = f"must cite the sentence that shares most words with the point ({best}): "
                    yield file.problem(("points", number, "cites"), message + ", ".join(point.cites))


def _content_words(data: Data, text: Text | Passage) -> frozenset[str]:
    """Return the content words of a text."""
    english = text["en"].lower()
    stems = {word[:STEM] for word in WORD.findall(english) if not COMMON.fullmatch(word)}
    terms = {f"term {term.id}" for term in load_vocabulary(data).find_terms(text["en"])}
    asked = frozenset().union(*meaning_comparer(data).matcher.find_entries(text["ko"], "ko").asks)
    return frozenset(stems | terms | {f"entry {entry}" for entry in asked})


@functools.lru_cache(2)
def _passage_words(data: Data) -> dict[str, frozenset[str]]:
    return {cite: _content_words(data, passage) for cite, passage in data.passages().items()}


@functools.lru_cache(2)
def _word_weights(data: Data) -> dict[str, float]:
    """Return the weight of each content word: high if few sentences contain it."""
    held = Counter(word for words in _passage_words(data).values() for word in words)
    return {word: math.log(1 + len(_passage_words(data)) / times) for word, times in held.items()}


def _total_weight(words: frozenset[str], weights: dict[str, float]) -> float:
    return sum(weights.get(word, 0) for word in sorted(words))
