"""The HTTP headers that a host should send with every file; each page contains the content-security policy too.

Content Security Policy Level 3 (W3C): `frame-ancestors` is ignored in a page and works only in a header.
"""

CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
    )
)
EMBED_POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'"
"""The policy of the pages for frames of other sites, which have neither scripts nor images."""
DISABLED_FEATURES = (
    "accelerometer",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "microphone",
    "midi",
    "payment",
    "usb",
)
HSTS = "Strict-Transport-Security"
HEADERS = {
    "Content-Security-Policy": f"{CONTENT_POLICY}; frame-ancestors 'none'",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in DISABLED_FEATURES),
    "Referrer-Policy": "strict-origin-when-cross-origin",
    HSTS: "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
EMBED_HEADERS = {"Content-Security-Policy": f"{EMBED_POLICY}; frame-ancestors *", "X-Frame-Options": ""}
"""What differs for the pages for frames of other sites, which alone may be framed; an empty header is not sent."""
IMMUTABLE = "public, max-age=31536000, immutable"
"""For assets: their names contain the hash of their content, so new content has a new address."""
SHORT_LIVED = "public, max-age=600"
"""For everything else, in seconds, as on GitHub Pages.

It is not in `_headers`: hosts that read this file join the values of all matching rules. Their default `max-age=0`
suits assets too, since these go with the next publication
(https://developers.cloudflare.com/pages/configuration/headers/).
"""
TYPES = {
    "bib": "application/x-bibtex; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "hwpx": "application/hwp+zip",
    "js": "text/javascript; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "ris": "application/x-research-info-systems; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
}
"""Types that hosts do not know, name differently, or send without encoding. HWPX: as in its `mimetype` file (KS X
6101).
"""
NOT_NORMAL = r"(?i)^(https?://[^/?]*)?/(/|[^?]*(//|\x5c|%2f|%5c)|([^?]*/)?(\.|%2e)(\.|%2e)?(/|\?|$))"
"""A regular expression (PCRE and RE2) for requests with a path that a host would have to normalise.

These are paths with an empty part, a dot segment (RFC 3986, 6.2.2.3), a backslash, or a slash written as %2F. The host
takes the normalised address for the same page, but a browser reads `//name/` as another host.
"""


def text_types() -> list[str]:
    """Return the types of TYPES that are text, without their encoding."""
    return [kind.partition(";")[0] for kind in TYPES.values() if "charset" in kind]


def response_headers(address: str) -> dict[str, str]:
    """Return the headers for a site at this address; HSTS only with HTTPS (RFC 6797, 7.2)."""
    safe = address.startswith("https:")
    return {name: value for name, value in HEADERS.items() if safe or name != HSTS}
