"""An item with all that its page says: as the API has it, with its status, references and terms beside it.

Addresses begin at the site's root, so that the site may move.
"""

from typing import Any

from briefs.content.models import Policy, Source
from briefs.content.site_data import Data
from briefs.outputs.api.endpoints import item_row, record_row
from briefs.text.glossary import term_usage
from briefs.urls.pages import item_anchors
from briefs.versions.storing import Form, stored_form


def present_forms(data: Data) -> dict[str, Form]:
    """Return the form in which each item would be stored now, by its id."""
    return {item.id: stored_form(item, _resolve(data, item), item_anchors(item)) for _, item in data.items()}


def _resolve(data: Data, item: Policy | Source) -> dict[str, Any]:
    series = item.series if isinstance(item, Policy) else []
    named = [name for one in series for row in one.values for name in row.references]
    named += [name for fact in item.every_fact for name in fact.references]
    used = term_usage(data)
    rows: dict[str, Any] = {"item": item_row(data, item, "/")}
    if isinstance(item, Policy):
        rows["status"] = record_row("statuses", dict(data.statuses[item.status]))
    rows["references"] = [record_row("references", dict(data.references[name])) for name in sorted(set(named))]
    terms = [term for term in data.terms.values() if item in used[term.id]]
    rows["terms"] = [record_row("glossary", {**dict(term), "address": f"/id/term/{term.id}/"}) for term in terms]
    return rows
