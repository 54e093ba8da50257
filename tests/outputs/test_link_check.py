"""Links are resolved as a browser does (WHATWG URL), and no anchor is repeated on a page."""

from pathlib import Path
from urllib.parse import urljoin

from hypothesis import example, given
from hypothesis import strategies as st

from briefs import build
from briefs.outputs.link_check import ELSEWHERE, _link_target

SITE = "https://host.example/sub/"
URLS = st.sampled_from(["/", "/en/", "/en/policies/x/", "/404.html"])
ENDS = st.sampled_from(["", "/", "#p1", "/#p1", "?q=x", "?q#p"])
STEPS = st.lists(st.sampled_from(["..", ".", "en", "a.css"]), max_size=6).map("/".join)


@given(URLS, STEPS, ENDS)
@example("/en/policies/x/", "../../../../en/", "")
@example("/en/", "/en/", "#p1")
@example("/en/", "/sub/en/", "")
@example("/en/", "https://host.example/sub/id/x/", "#p1")
@example("/en/", "https://other.example/", "")
@example("/en/", "mailto:mail@host.example", "")
@example("/en/", "../%65n/", "")
def test_a_link_leads_where_a_browser_goes(url: str, steps: str, end: str) -> None:
    gone, _, anchor = urljoin(SITE + url[1:], steps + end).partition("#")
    gone = gone.partition("?")[0].replace("%65", "e")
    path, fragment = _link_target(SITE, url, steps + end)
    if not gone.startswith("https://host.example/"):
        assert path == ELSEWHERE
    elif gone.startswith(SITE):
        assert (path, fragment) == (gone.removeprefix(SITE[:-1]), anchor)
    else:
        assert path == ""


def test_no_id_is_an_anchor_that_templates_make_of_another(small: Path) -> None:
    """Of a series, of a sentence and of a reference in the pack; the build itself looks for anchors given twice."""
    renamed = (("quota", "yearly-quota-title", "r-paper-2025"), ("programme", "one", "statement-p2s1"))
    for name, first, second in renamed:
        file = small / "data" / "policies" / f"{name}.yml"
        text = file.read_text("utf-8").replace("visa-category", first).replace(f"id: {name}\n", f"id: {second}\n")
        file.with_name(f"{second}.yml").write_text(text.replace("[programme]", "[statement-p2s1]"), "utf-8")
        file.unlink()
    glossary = small / "data" / "glossary.yml"
    glossary.write_text(glossary.read_text("utf-8").replace("[quota]", "[r-paper-2025]"), "utf-8")
    build.build_site(small, small / "site", "https://host.example/", documents=False)
