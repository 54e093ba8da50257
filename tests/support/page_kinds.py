"""One page of each kind, by its path."""

KINDS = [
    "",
    "policies/",
    "policies/skilled-labour-quota/",
    "policies/new-immigration-policy-2024/",
    "figures/",
    "themes/new-immigration-policy/",
    "sources/",
    "statement/",
    "statement/parallel/",
    "glossary/",
    "changes/",
    "search/",
    "pack/",
    "about/",
    "about/coverage/",
    "accessibility/",
    "linking/",
]


NEUTRAL = ["", "404.html", "id/skilled-labour-quota/"]
