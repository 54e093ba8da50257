"""One page of each kind, by its path."""

from support.samples import DATA, FULL, PARENT

KINDS = [
    "",
    "policies/",
    FULL.path,
    PARENT.path,
    "figures/",
    DATA.themes[PARENT.theme].path,
    "sources/",
    "statement/",
    "statement/parallel/",
    "glossary/",
    "changes/",
    "search/",
    "pack/",
    "check/",
    "about/",
    "about/coverage/",
    "accessibility/",
    "linking/",
]


NEUTRAL = ["", "404.html", f"id/{FULL.id}/"]
