"""Check addresses in the data: of links, of the site, and of the publisher."""

import ipaddress
import re
import unicodedata
from urllib.parse import unquote_to_bytes

from briefs.utils.characters import character_name, foreign_character, is_visible

MOST_CHARACTERS = 2000
MOST_OF_MAIL = 254
WEB = re.compile(r"https?://(?P<host>[^\s/?#\\:@\[\]]+)(?::(?P<port>[0-9]{1,5}))?(?:[/?#][^\s<>\"'@\\]*)?")
OWN = re.compile(r"https?://(?P<host>[^\s/?#\\:@\[\]]+)(?::(?P<port>[0-9]{1,5}))?(?P<folders>(?:/[\w.~-]+)*)/*")
LABEL = re.compile(r"[^\W_](?:[\w-]{0,61}[^\W_])?")
MAIL = re.compile(r"[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*@(?P<host>[^\s@:/?]+)")
PRIVATE = frozenset(
    ("localhost", "localdomain", "local", "internal", "intranet", "lan", "home", "corp", "arpa", "invalid", "onion")
)
"""Ends of host names that are not public (RFC 6761, 6762, 8375, 9476)."""


def web_address(value: str) -> str:
    """Return the address if every reader can open it. Raises ValueError."""
    parts = WEB.fullmatch(value)
    if not parts or not _is_port(parts["port"]) or _hides_character(value):
        raise ValueError("must be a web address (https://...)")
    if len(value) > MOST_CHARACTERS:
        raise ValueError(f"must be at most {MOST_CHARACTERS} characters")
    _refuse_lookalikes(value, parts["host"])
    if not is_public(parts["host"]):
        raise ValueError("must be a web address that every reader can reach (https://...)")
    return value


def own_address(value: str) -> str:
    """Return the site's address with a slash at its end; hosts, links and citations use it. Raises ValueError."""
    parts = OWN.fullmatch(value)
    folders = parts["folders"].split("/")[1:] if parts else []
    if (
        not parts
        or not _is_host(parts["host"])
        or not _is_port(parts["port"])
        or not all(f.strip(".") for f in folders)
    ):
        raise ValueError("must be the address of a site (https://host/ or https://host/folder/)")
    if len(value) > MOST_CHARACTERS:
        raise ValueError(f"must be at most {MOST_CHARACTERS} characters")
    _refuse_lookalikes(value, parts["host"])
    return value.rstrip("/") + "/"


def check_contact(value: str) -> str:
    """Return an e-mail or web address, which may be empty. Raises ValueError."""
    value = value.strip()
    if value.startswith("https://"):
        return web_address(value)
    mail = MAIL.fullmatch(value)
    if value and not (mail and len(value) <= MOST_OF_MAIL and value.isascii() and is_public(mail["host"])):
        raise ValueError("must be an e-mail address or a web address (https://...)")
    return value


def is_public(host: str) -> bool:
    """Return whether a host has a public name: not a number, and not a name of a private network."""
    labels = host.lower().removesuffix(".").split(".")
    last = labels[-1]
    named = last.isalpha() or last.startswith("xn--")
    return _is_host(host) and len(labels) > 1 and len(last) > 1 and named and last not in PRIVATE


def _is_host(host: str) -> bool:
    """Return whether it is a valid host; one that ends in a number must be an IPv4 address."""
    labels = host.removesuffix(".").split(".")
    if len(host) > 253 or not all(map(LABEL.fullmatch, labels)) or not unicodedata.is_normalized("NFKC", host):
        return False
    if re.fullmatch("[0-9]+|0[xX][0-9A-Fa-f]*", labels[-1]):
        try:
            ipaddress.IPv4Address(host)
        except ValueError:
            return False
    return True


def _is_port(written: str | None) -> bool:
    return written is None or 1 <= int(written) <= 65535


def _hides_character(value: str) -> bool:
    """Return whether an escape such as %E2%80%AE stands for an invisible character; it may have another encoding."""
    text = unquote_to_bytes(value).decode("utf-8", "ignore") if "%" in value else value
    return not all(map(is_visible, text))


def _refuse_lookalikes(value: str, host: str) -> None:
    """Raise ValueError if an address, or its host as browsers show it, contains letters that look like others."""
    foreign = foreign_character(value)
    for label in host.lower().split("."):
        try:
            shown = label[4:].encode().decode("punycode") if label.startswith("xn--") and label.isascii() else label
        except UnicodeError:
            raise ValueError("must be a web address (https://...)") from None
        foreign = foreign or foreign_character(shown) or next(filter(_is_odd_letter, shown), "")
    if foreign:
        raise ValueError(f"must contain no letters that look like Latin ones: {character_name(foreign)}")


def _is_odd_letter(char: str) -> bool:
    """Return whether it is a Latin letter such as ı that readers confuse with a plain one in a host name."""
    return not char.isascii() and unicodedata.name(char, "").startswith("LATIN") and _plain_letter(char) == char


def _plain_letter(char: str) -> str:
    return unicodedata.normalize("NFD", char)[0]
