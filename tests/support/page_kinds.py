"""One page of each kind, by its path."""

KINDS = [
    "",
    "policies/",
    "policies/skilled-labour-quota/",
    "policies/new-immigration-policy-2024/",
    "figures/",
    "themes/new-immigration-policy/",
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


NEUTRAL = ["", "404.html", "id/skilled-labour-quota/"]
