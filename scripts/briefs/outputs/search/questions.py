"""Prepare the words of data/search.yml for the browser (theme/assets/search/question.js)."""

from typing import Any

from briefs.content.models import Names
from briefs.content.site_data import Data


def question_words(data: Data) -> dict[str, Any]:
    """Return the words by which the search reads a question, and tells what the site does not cover."""
    words = data.search
    names = {name.id: name for name in data.lexicon.names}
    return {
        "asks": [[one.kind, int(one.weak), *_both(one)] for one in words.asks],
        "same": [
            one.model_dump(include={"en", "ko"})
            | {name: getattr(one, name) for name in ("asks", "only", "strict", "last", "largest") if getattr(one, name)}
            for one in words.same
        ],
        "idle": _both(words.idle),
        "dropped": [*words.dropped.en, *words.dropped.ko],
        "fillers": [*words.fillers.en, *words.fillers.ko],
        "people": [{"en": names[one].en[0], "ko": names[one].ko[0]} for one in words.people],
        "subjects": [_both(one) for one in words.subjects],
        "actions": _both(words.actions),
    }


def _both(names: Names) -> list[list[str]]:
    return [names.en, names.ko]
