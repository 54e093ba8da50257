"""Items of the project's own data that tests of the site choose by what they are, whatever the data are."""

from briefs.build import read_content
from briefs.content.models import Policy
from conftest import ROOT

DATA, PROSE = read_content(ROOT)
POLICIES = list(DATA.policies.values())
PARENTS = [policy for policy in POLICIES if any(other.parent == policy.id for other in POLICIES)]


def fullest(policy: Policy) -> tuple[int, ...]:
    """How much a page of a policy shows: figures first, then facts."""
    return len(policy.series), len(policy.every_fact), len(policy.points)


FULL = max(POLICIES, key=fullest)
"""The policy whose page shows most."""
PLAIN = min(POLICIES, key=fullest)
"""The policy whose page shows least."""
PARENT = next(iter(PARENTS), FULL)
"""A policy with measures of its own, if there is one."""
