"""What a good host sends with every file; the content-security policy also stands in each page.

Content Security Policy Level 3 (W3C): `frame-ancestors` is ignored in a page and works in a header only.
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
UNUSED = (
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
HEADERS = {
    "Content-Security-Policy": f"{CONTENT_POLICY}; frame-ancestors 'none'",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in UNUSED),
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
}
FOR_EVER = "public, max-age=31536000, immutable"
"""For assets: their names hold the hash of their content, so that another content has another address."""
SHORT = "public, max-age=600"
"""For everything else, seconds: as GitHub Pages does. It is not in `_headers`: hosts that read that file join the
values of all rules that a path meets, and their own `max-age=0` suits assets that go with the next publication
(https://developers.cloudflare.com/pages/configuration/headers/).
"""
TYPES = {
    "bib": "application/x-bibtex; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "ris": "application/x-research-info-systems; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
}
"""Text whose type hosts do not know, or send without its encoding."""


def sent(address: str) -> dict[str, str]:
    """The headers for a site at this address; by plain HTTP none may speak of HSTS (RFC 6797, 7.2)."""
    safe = address.startswith("https:")
    return {name: value for name, value in HEADERS.items() if safe or name != "Strict-Transport-Security"}
