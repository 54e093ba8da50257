"""Hosting: the same headers everywhere, redirects, compressed files, security.txt."""

import contextlib
import gzip
import http.client
import re
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import brotli
import pytest

from briefs import build, headers
from briefs.errors import Problems
from briefs.outputs import compress, fingerprint
from briefs.outputs.hosting import KINDS
from conftest import ROOT, Served, make_small
from support.commands import run
from support.samples import DATA, FULL
from support.web_servers import free_port, running, settings


@pytest.fixture
def renamed(small: Path) -> Path:
    """A project with a contact and an item that had another id."""
    return rename(small)


def rename(small: Path) -> Path:
    file = small / "data" / "policies" / "quota.yml"
    file.write_text(file.read_text("utf-8").replace("id: quota\n", "id: quota\nprevious_ids: [former]\n"), "utf-8")
    site = small / "data" / "site.yml"
    site.write_text(site.read_text("utf-8").replace('contact: ""', "contact: https-team@briefs.kr"), "utf-8")
    return small


@pytest.fixture
def moved(renamed: Path) -> Path:
    """That project, built for https://briefs.kr/."""
    build.build_site(renamed, renamed / "site", "https://briefs.kr/", documents=False)
    return renamed


def test_the_policy_of_pages_and_of_hosts_is_one(site: Served) -> None:
    for path in ("en", f"ko/{FULL.path}", f"id/{FULL.id}"):
        meta = re.search(r'Security-Policy" content="([^"]*)"', site.html(path))
        assert meta and meta[1].replace("&#39;", "'") == headers.CONTENT_POLICY
    told = (site.folder / "_headers").read_text("utf-8")
    assert f"Content-Security-Policy: {headers.CONTENT_POLICY}; frame-ancestors 'none'\n" in told
    assert "unsafe" not in told and "&#" not in told
    for name in ("Permissions-Policy", "Referrer-Policy", "X-Content-Type-Options"):
        assert f"  {name}: " in told


def test_hosts_are_told_in_their_own_words(moved: Path) -> None:
    assert "/ko/policies/former/ /ko/policies/quota/ 301\n" in (moved / "site" / "_redirects").read_text("utf-8")
    for kind in ("nginx", "caddy"):
        done = run(moved, "host", kind, "--folder", "/srv/briefs", SITE_URL="https://briefs.kr/")
        assert done.returncode == 0
        assert "/srv/briefs" in done.stdout and "briefs.kr" in done.stdout and headers.IMMUTABLE in done.stdout
        assert "/en/policies/former/" in done.stdout


def test_only_a_site_by_https_asks_for_https_ever_after(moved: Path, site: Served) -> None:
    name = "Strict-Transport-Security"
    assert f"  {name}: max-age=31536000\n" in (moved / "site" / "_headers").read_text("utf-8")
    assert site.address.startswith("http:") and name not in (site.folder / "_headers").read_text("utf-8")
    for kind in ("nginx", "caddy"):
        assert name in run(moved, "host", kind, SITE_URL="https://briefs.kr/").stdout
        assert name not in run(moved, "host", kind, SITE_URL="http://intranet/briefs/").stdout


@pytest.mark.parametrize("folder", ['/srv/a"b', "/srv/$x", "C:\\srv", "/srv/{env.X}", "/srv/a\nb"])
def test_a_folder_that_would_say_something_else_to_a_host_is_refused(small: Path, folder: str) -> None:
    done = run(small, "host", "nginx", "--folder", folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert "--folder: must name a folder, without" in done.stderr.splitlines()[-1]


def told(text: str, path: str) -> list[str]:
    """Return the headers that `_headers` gives to a path: those of every matching rule."""
    found, meets = [], False
    for line in text.splitlines():
        if line.startswith("/"):
            meets = bool(re.fullmatch(re.escape(line).replace(r"\*", ".*"), path))
        elif meets:
            found.append(line.strip())
    return found


def test_headers_tell_each_file_its_kind_and_nothing_twice(site: Served) -> None:
    text = (site.folder / "_headers").read_text("utf-8")
    base = urlsplit(site.address).path
    for path in (
        "",
        "en/",
        "en/index.md",
        "robots.txt",
        "assets/site.css",
        "api/v1/policies.csv",
        "id/statement/x.ris",
    ):
        names = [line.split(":")[0] for line in told(text, base + path)]
        assert names and len(names) == len(set(names)), path
        kind = headers.TYPES.get(path.rpartition(".")[2])
        assert not kind or f"Content-Type: {kind}" in told(text, base + path)
    assert f"Cache-Control: {headers.IMMUTABLE}" in told(text, f"{base}assets/site.css")
    assert "Access-Control-Allow-Origin: *" in told(text, f"{base}api/v1/policies.csv")


def test_security_txt_stands_where_a_contact_is_set_and_expires_by_the_data(moved: Path, site: Served) -> None:
    text = (moved / "site" / ".well-known" / "security.txt").read_text("utf-8")
    assert re.match(r"Contact: mailto:https-team@briefs\.kr\nExpires: 2\d{3}-\d\d-\d\dT00:00:00Z\n", text)
    assert "Canonical: https://briefs.kr/.well-known/security.txt\n" in text
    stands = bool(DATA.site.contact) and site.address.count("/") == 3
    assert (site.folder / ".well-known").exists() == stands
    page = (moved / "site" / "en" / "policies" / "quota" / "index.html").read_text("utf-8")
    assert 'href="mailto:https-team@briefs.kr?subject=' in page


def test_what_readers_fetch_lies_ready_compressed(site: Served) -> None:
    files = [file for file in site.folder.rglob("*") if compress.is_compressible(file, site.folder)]
    assert {file.suffix for file in files} >= {".html", ".css", ".js", ".json"}
    assert site.folder / "ko" / FULL.path / "index.html" in files
    for file in files:
        assert brotli.decompress(Path(f"{file}.br").read_bytes()) == file.read_bytes()
        assert gzip.decompress(Path(f"{file}.gz").read_bytes()) == file.read_bytes()


def test_assets_are_named_by_their_content_and_pages_are_not(site: Served) -> None:
    assert len(site.assets()) > 10
    for file in site.assets().values():
        assert re.search(r"\.[0-9a-f]{10}\.\w+$", file.name) or re.search(r"-[0-9a-f]{10}$", file.parent.name), file
    assert (site.folder / "en" / "preview.png").exists()
    ledger = (ROOT / "data" / "locks" / "permalinks.txt").read_text("utf-8")
    assert "/assets/" not in ledger


def test_another_content_has_another_name_and_so_has_what_refers_to_it(tmp_path: Path) -> None:
    names = []
    for colour in ("red", "blue"):
        folder = tmp_path / colour / "assets"
        (folder / "search").mkdir(parents=True)
        (folder / "a.css").write_text(f"p {{ color: {colour} }}", "utf-8")
        (folder / "search" / "b.js").write_text('load(new URL("../a.css", import.meta.url))', "utf-8")
        (folder / "search" / "c.js").write_text('import "./b.js"; fetch(new URL("assets/a.css", base))', "utf-8")
        (folder.parent / "index.html").write_text('<script src="assets/search/c.js"></script>', "utf-8")
        fingerprint.fingerprint_assets(folder.parent)
        names.append({file.name for file in folder.rglob("*.*")})
        style, first, second = sorted(names[-1])
        assert f'"../{style}"' in (folder / "search" / first).read_text("utf-8")
        script = (folder / "search" / second).read_text("utf-8")
        assert f'"./{first}"' in script and f'"assets/{style}"' in script
        assert f'"assets/search/{second}"' in (folder.parent / "index.html").read_text("utf-8")
    assert not names[0] & names[1]


def test_assets_that_refer_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    for one, other in (("a.js", "b.js"), ("b.js", "a.js")):
        (tmp_path / "assets" / one).write_text(f'import "./{other}"', "utf-8")
    with pytest.raises(Problems, match=r"in a circle: a\.js, b\.js"):
        fingerprint.fingerprint_assets(tmp_path)


@pytest.mark.parametrize(("kind", "told"), [("nginx", "listen 8080;"), ("caddy", "http://10.0.0.1:8080 {")])
def test_hosts_are_told_the_port_and_a_folder_with_a_space(small: Path, kind: str, told: str) -> None:
    text = run(small, "host", kind, "--folder", "/srv/our briefs/", SITE_URL="http://10.0.0.1:8080/briefs/").stdout
    assert told in text and '"/srv/our briefs' in text
    assert "8080" not in run(small, "host", kind, SITE_URL="https://briefs.kr/").stdout


@pytest.fixture(scope="module", params=[(kind, base) for kind in KINDS for base in ("/", "/briefs/")], ids="".join)
def host(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator["Host"]:
    """Debian's web server with our configuration as it is, and the site in a folder with a space in its name."""
    kind, base = request.param
    top, port = tmp_path_factory.mktemp("host"), free_port()
    address, folder, project = f"http://127.0.0.1:{port}{base}", top / "our briefs", rename(make_small(top / "project"))
    build.build_site(project, folder, address, documents=False)
    text = run(project, "host", kind, "--folder", str(folder), SITE_URL=address).stdout
    with running(settings(kind, text, top), top, port):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        yield Host(connection, folder, base)
        connection.close()


class Host:
    """A web server that serves the site in `folder` below `base`."""

    def __init__(self, connection: http.client.HTTPConnection, folder: Path, base: str) -> None:
        self.connection, self.folder, self.base = connection, folder, base

    def ask(self, path: str, **wanted: str) -> tuple[http.client.HTTPResponse, bytes]:
        """Return the answer for a path of the site."""
        return self.get(self.base + path, **wanted)

    def get(self, path: str, **wanted: str) -> tuple[http.client.HTTPResponse, bytes]:
        self.connection.request("GET", path, headers=wanted)
        answer = self.connection.getresponse()
        return answer, answer.read()


@pytest.mark.long
def test_a_host_serves_the_site_as_it_was_told(host: Host) -> None:
    page = (host.folder / "ko" / "policies" / "quota" / "index.html").read_bytes()
    answer, body = host.ask("ko/policies/quota/")
    assert answer.status == 200 and body == page
    for name, value in headers.response_headers("http:").items():
        assert answer.getheader(name) == value
    assert not answer.getheader("Strict-Transport-Security")
    assert answer.getheader("Cache-Control") == headers.SHORT_LIVED
    answer, body = host.ask("ko/policies/quota/", **{"Accept-Encoding": "gzip"})
    assert answer.getheader("Content-Encoding") == "gzip" and gzip.decompress(body) == page
    assert answer.getheader("Content-Security-Policy") and "Accept-Encoding" in (answer.getheader("Vary") or "")
    style = next((host.folder / "assets").glob("site.*.css")).name
    assert host.ask(f"assets/{style}")[0].getheader("Cache-Control") == headers.IMMUTABLE
    answer, body = host.ask("api/v1/openapi.json", **{"Accept-Encoding": "gzip"})
    assert answer.getheader("Content-Encoding") == "gzip"  # compressed when requested
    answer, body = host.ask("api/v1/glossary.csv", **{"Accept-Encoding": "gzip"})
    assert answer.getheader("Content-Type") == "text/csv; charset=utf-8"
    assert answer.getheader("Access-Control-Allow-Origin") == "*"
    assert host.ask("en/index.md")[0].getheader("Content-Type") == "text/markdown; charset=utf-8"
    leads_on(host)


def leads_on(host: Host) -> None:
    """Check that it redirects, without a missing page."""
    answer, body = host.ask("nowhere/")
    assert answer.status == 404 and body == (host.folder / "404.html").read_bytes()
    assert answer.getheader("X-Content-Type-Options") == "nosniff"
    assert host.ask("assets/nowhere.js")[0].getheader("Cache-Control") is None
    answer, _ = host.ask("en/policies/former/")
    assert (answer.status, answer.getheader("Location")) == (301, f"{host.base}en/policies/quota/")
    answer, _ = host.ask("en/policies")
    assert answer.status in (301, 308) and answer.getheader("Location") == f"{host.base}en/policies/"
    if host.base != "/":
        answer, _ = host.get(host.base.rstrip("/"))
        assert (answer.status, answer.getheader("Location")) == (301, host.base)
        assert host.get("/en/")[0].status == 404


@pytest.mark.long
def test_a_host_lets_only_the_pages_for_other_sites_be_framed(host: Host) -> None:
    answer, body = host.ask("ko/embed/quota/yearly-quota/")
    assert answer.status == 200 and b"<svg" in body
    assert answer.headers.get_all("Content-Security-Policy") == [f"{headers.EMBED_POLICY}; frame-ancestors *"]
    assert answer.getheader("X-Frame-Options") is None and answer.getheader("X-Content-Type-Options") == "nosniff"
    for path in ("", "ko/figures/", "en/policies/quota/", "id/quota/", "nowhere/"):
        answer, _ = host.ask(path)
        [policy] = answer.headers.get_all("Content-Security-Policy") or []
        assert policy.endswith("frame-ancestors 'none'") and answer.getheader("X-Frame-Options") == "DENY", path


@pytest.mark.long
def test_caddy_understands_what_it_is_told_of_a_public_host(renamed: Path, tmp_path: Path) -> None:
    text = run(renamed, "host", "caddy", SITE_URL="https://briefs.kr/").stdout
    program = settings("caddy", text, tmp_path)[0]
    call = [program, "adapt", "--config", str(tmp_path / "Caddyfile"), "--adapter", "caddyfile"]
    done = subprocess.run(call, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "/en/policies/former/" in done.stdout and '"precompressed"' in done.stdout
    assert '"listen":[":443"]' in done.stdout and '"host":["briefs.kr"]' in done.stdout


TYPES = {
    ".bib": "application/x-bibtex; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".html": "text/html; charset=utf-8",
    ".hwpx": "application/hwp+zip",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".md": "text/markdown; charset=utf-8",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".ris": "application/x-research-info-systems; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".woff2": "font/woff2",
    ".xml": "text/xml; charset=utf-8",
    ".zip": "application/zip",
}
DENSE = {".docx", ".hwpx", ".pdf", ".png", ".woff2", ".zip"}
"""What is compressed in itself."""


@pytest.mark.long
def test_a_host_names_the_type_of_every_file_and_compresses_every_text(host: Host) -> None:
    for name in ("brief.docx", "brief.hwpx", "brief.pdf"):
        (host.folder / name).write_bytes(b"PK\x03\x04" + bytes(2000))
    largest: dict[str, Path] = {}
    for file in host.folder.rglob("*.*"):
        if file.is_file() and file.suffix not in (".br", ".gz"):
            largest[file.suffix] = max(largest.get(file.suffix, file), file, key=lambda one: one.stat().st_size)
    assert largest.keys() == TYPES.keys()
    for ending, file in largest.items():
        path = file.relative_to(host.folder).as_posix()
        answer, body = host.ask(path, **{"Accept-Encoding": "gzip"})
        assert (answer.status, answer.getheader("Content-Type")) == (200, TYPES[ending])
        assert answer.getheader("Content-Encoding") == (None if ending in DENSE else "gzip"), ending
        assert (body if ending in DENSE else gzip.decompress(body)) == file.read_bytes()
        assert host.ask(path)[0].getheader("Vary") == answer.getheader("Vary") == "Accept-Encoding", ending


@pytest.mark.long
def test_what_is_not_there_is_answered_alike_whatever_was_asked_for(host: Host) -> None:
    page = (host.folder / "404.html").read_bytes()
    for path in (
        "nowhere",
        "nowhere/",
        "nowhere.md",
        "api/v1/nowhere.csv",
        "en/index.html/x",
        "_headers",
        "_redirects",
    ):
        for wanted in ({}, {"Accept-Encoding": "gzip"}):
            answer, body = host.ask(path, **wanted)
            assert (answer.status, answer.getheader("Content-Type")) == (404, "text/html; charset=utf-8"), path
            assert answer.getheader("Vary") == "Accept-Encoding"
            assert answer.getheader("Content-Security-Policy")
            assert (gzip.decompress(body) if answer.getheader("Content-Encoding") else body) == page
    for path in ("%5fheaders", "%5Fredirects", "_headers/", "_redirects/"):
        answer, body = host.ask(path)
        assert answer.status in (301, 308, 404) and b"Content-Security-Policy:" not in body


NOT_NORMAL = [
    "/{base}en/",  # folded by the host
    "{base}/evil.example/..%2f{in_base}en/",
    "//evil.example/..%2f{in_base}en/",
    "//evil.example/..%2f{in_base}en/policies",
    "//user@evil.example/..%2f{in_base}en/",
    "///evil.example/..%2f..%2f{in_base}en/",
    "/%2fevil.example/..%2f{in_base}en/",
    "/%2Fevil.example/..%2F{in_base}en/",
    "/\\evil.example/..%2f{in_base}en/",
    "/%5cevil.example/..%2f{in_base}en/",
    "/%5Cevil.example/../{in_base}en/",
    "/@evil.example/..%2f{in_base}en/",
    "/.%2e/..%2f{in_base}en/",
    "{base}en//",
    "{base}en/%2f",
    "{base}en%2f",
    "{base}en/./",
    "{base}en/.",
    "{base}en/%2e/",
    "{base}en/policies/..",
    "{base}en/policies/../",
    "{base}en/policies/../index.md",
    "{base}en/policies/%2e%2E/",
    "{base}en/policies/.%2e?q=visa",
    "{base}en/policies//../index.md",
    "{base}assets/../_headers",
    "{base}en/..%5c",
]


@pytest.mark.long
def test_a_host_does_not_serve_a_path_that_it_had_to_make_normal(host: Host) -> None:
    for pattern in NOT_NORMAL:
        path = pattern.format(base=host.base, in_base=host.base[1:])
        answer, _ = host.get(path)
        assert answer.status in (400, 404), path
        assert answer.getheader("Location") is None
    for query in ("?a=//b", "?a=/../b", "?a=%2f%5c"):  # what is asked is no path
        assert host.ask(f"en/{query}")[0].status == 200


INVALID = [
    "%",
    "%zz",
    "en/%2",
    "%00",
    "en/%00/",
    "%ff",
    "%c0%af",
    "%c0%ae%c0%ae/",
    "%ed%a0%80",
    "%f5%80%80%80",
    "*",
    "en/*",
]
INVALID += [
    "a" * 300,
    f"en/{'b' * 4000}/",
    "%ED%9E%A3" * 100,
    "c/" * 2000,
    "%0d%0ax:y",
    "en/index.html/x",
    "[",
    "{path}",
    "$uri",
    "~",
]


@pytest.mark.long
def test_an_invalid_path_is_the_askers_fault_never_the_hosts(host: Host) -> None:
    for path in INVALID:
        assert host.ask(path)[0].status in (400, 404), path
    name = f"{host.connection.host}:{host.connection.port}".encode()
    for raw in (b"\xff", b"en/\xc0\xaf", "힣".encode()):
        asked = b"GET " + host.base.encode() + raw + b" HTTP/1.1\r\nHost: " + name + b"\r\nConnection: close\r\n\r\n"
        with socket.create_connection((host.connection.host, host.connection.port), timeout=10) as connection:
            connection.sendall(asked)
            assert connection.recv(12) in (b"HTTP/1.1 400", b"HTTP/1.1 404"), raw


@pytest.mark.long
def test_a_host_answers_by_ipv6_too(host: Host) -> None:
    connection = http.client.HTTPConnection("::1", host.connection.port, timeout=10)
    connection.request("GET", f"{host.base}en/")
    assert connection.getresponse().status == 200
    connection.close()


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS)
def test_https_ever_after_is_asked_for_by_https_only(kind: str, small: Path, tmp_path: Path) -> None:
    safe, plain = free_port(), free_port()
    text = run(small, "host", kind, "--folder", str(tmp_path), SITE_URL=f"https://localhost:{safe}/").stdout
    if kind == "nginx":
        make = ["openssl", "req", "-x509", "-nodes", "-newkey", "rsa:2048", "-days", "1", "-subj", "/CN=localhost"]
        made = ["-keyout", str(tmp_path / "key"), "-out", str(tmp_path / "certificate")]
        subprocess.run([*make, *made], check=True, capture_output=True)
        certificate = f"listen {safe} ssl; ssl_certificate {tmp_path}/certificate; ssl_certificate_key {tmp_path}/key;"
        text = text.replace(f"listen {safe};", f"listen {plain}; {certificate}").replace(
            f"[::]:{safe}", f"[::]:{plain}"
        )
    (tmp_path / "index.html").write_text("a page")
    name = "Strict-Transport-Security"
    with running(settings(kind, text, tmp_path, f"\tskip_install_trust\n\thttp_port {plain}\n"), tmp_path, safe):
        for port, sent in ((safe, "max-age=31536000"), (plain, None)):
            answer = asked_when_ready("localhost", port, by_tls=port == safe)
            assert answer.status in (200, 301, 308) and answer.getheader(name) == sent


def asked_when_ready(name: str, port: int, by_tls: bool) -> http.client.HTTPResponse:
    """The answer to `/`; Caddy makes its certificate once it runs."""
    for _ in range(100):
        connection = (
            http.client.HTTPSConnection(name, port, context=ssl._create_unverified_context(), timeout=10)
            if by_tls
            else http.client.HTTPConnection(name, port, timeout=10)
        )
        with contextlib.suppress(ssl.SSLError):
            connection.request("GET", "/")
            answer = connection.getresponse()
            connection.close()
            return answer
        time.sleep(0.1)
    raise AssertionError(f"no answer at {port}")
