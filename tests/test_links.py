"""Links are looked up where a browser would go (WHATWG URL)."""

from urllib.parse import urljoin

from hypothesis import example, given
from hypothesis import strategies as st

from briefs.finish.links import ELSEWHERE, _target

SITE = "https://host.example/sub/"
URLS = st.sampled_from(["/", "/en/", "/en/policies/x/", "/404.html"])
ENDS = st.sampled_from(["", "/", "#p1", "/#p1", "?q=x", "?q#p"])
STEPS = st.lists(st.sampled_from(["..", ".", "en", "a.css"]), max_size=6).map("/".join)


@given(
    st.sampled_from(["/", "/en/", "/en/policies/x/", "/404.html"]), STEPS, st.sampled_from(["", "#p1", "?q=x", "?q#p"])
)
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
    path, fragment = _target(SITE, url, steps + end)
    if not gone.startswith("https://host.example/"):
        assert path == ELSEWHERE
    elif gone.startswith(SITE):
        assert (path, fragment) == (gone.removeprefix(SITE[:-1]), anchor)
    else:
        assert path == ""
