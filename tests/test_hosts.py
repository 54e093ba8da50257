"""What hosts are told: the same headers everywhere, redirects, compressed files, and who to tell of a hole."""

import gzip
import http.client
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import brotli
import pytest

from briefs import headers, walk
from briefs.finish import assets, compressed
from briefs.finish.hosts import KINDS
from briefs.problem import Problems
from conftest import Served
from test_walk import run


@pytest.fixture
def renamed(small: Path) -> Path:
    """A project with a contact and an item that had another id."""
    file = small / "data" / "policies" / "quota.yml"
    file.write_text(file.read_text("utf-8").replace("id: quota\n", "id: quota\nprevious_ids: [former]\n"), "utf-8")
    site = small / "data" / "site.yml"
    site.write_text(site.read_text("utf-8").replace('contact: ""', "contact: https-team@briefs.kr"), "utf-8")
    return small


@pytest.fixture
def moved(renamed: Path) -> Path:
    """That project, built for https://briefs.kr/."""
    walk.build(renamed, renamed / "site", "https://briefs.kr/", documents=False)
    return renamed


def test_the_policy_of_pages_and_of_hosts_is_one(site: Served) -> None:
    for path in ("en", "ko/policies/talent-visa-tracks", "id/talent-visa-tracks"):
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
        assert "/srv/briefs" in done.stdout and "briefs.kr" in done.stdout and headers.FOR_EVER in done.stdout
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
    """The headers that `_headers` gives to a path: those of every rule that it meets."""
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
    assert f"Cache-Control: {headers.FOR_EVER}" in told(text, f"{base}assets/site.css")
    assert "Access-Control-Allow-Origin: *" in told(text, f"{base}api/v1/policies.csv")


def test_security_txt_stands_where_a_contact_is_set_and_expires_by_the_data(moved: Path, site: Served) -> None:
    text = (moved / "site" / ".well-known" / "security.txt").read_text("utf-8")
    assert re.match(r"Contact: mailto:https-team@briefs\.kr\nExpires: 2\d{3}-\d\d-\d\dT00:00:00Z\n", text)
    assert "Canonical: https://briefs.kr/.well-known/security.txt\n" in text
    assert not (site.folder / ".well-known").exists()
    page = (moved / "site" / "en" / "policies" / "quota" / "index.html").read_text("utf-8")
    assert 'href="mailto:https-team@briefs.kr?subject=' in page


def test_what_readers_fetch_lies_ready_compressed(site: Served) -> None:
    files = [file for file in site.folder.rglob("*") if compressed.wanted(file, site.folder)]
    assert {file.suffix for file in files} >= {".html", ".css", ".js", ".json"}
    assert site.folder / "ko" / "policies" / "talent-visa-tracks" / "index.html" in files
    for file in files:
        assert brotli.decompress(Path(f"{file}.br").read_bytes()) == file.read_bytes()
        assert gzip.decompress(Path(f"{file}.gz").read_bytes()) == file.read_bytes()


def test_assets_are_named_by_their_content_and_pages_are_not(site: Served) -> None:
    assert len(site.assets()) > 10
    for file in site.assets().values():
        assert re.search(r"\.[0-9a-f]{10}\.\w+$", file.name) or re.search(r"-[0-9a-f]{10}$", file.parent.name), file
    assert (site.folder / "en" / "preview.png").exists()
    ledger = (Path(__file__).parent.parent / "data" / "locks" / "permalinks.txt").read_text("utf-8")
    assert "/assets/" not in ledger


def test_another_content_has_another_name_and_so_has_what_refers_to_it(tmp_path: Path) -> None:
    names = []
    for colour in ("red", "blue"):
        folder = tmp_path / colour / "assets"
        folder.mkdir(parents=True)
        (folder / "a.css").write_text(f"p {{ color: {colour} }}", "utf-8")
        (folder / "b.js").write_text('load(new URL("a.css", import.meta.url))', "utf-8")
        (folder.parent / "index.html").write_text('<script src="assets/b.js"></script>', "utf-8")
        assets.write(folder.parent)
        names.append({file.name for file in folder.iterdir()})
        script = next(name for name in names[-1] if name.endswith(".js"))
        assert f'"assets/{script}"' in (folder.parent / "index.html").read_text("utf-8")
    assert not names[0] & names[1]


def test_assets_that_refer_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    for one, other in (("a.js", "b.js"), ("b.js", "a.js")):
        (tmp_path / "assets" / one).write_text(f'import "./{other}"', "utf-8")
    with pytest.raises(Problems, match=r"in a circle: a\.js, b\.js"):
        assets.write(tmp_path)


@pytest.mark.parametrize(("kind", "told"), [("nginx", "listen 8080;"), ("caddy", "http://10.0.0.1:8080 {")])
def test_hosts_are_told_the_port_and_a_folder_with_a_space(small: Path, kind: str, told: str) -> None:
    text = run(small, "host", kind, "--folder", "/srv/our briefs/", SITE_URL="http://10.0.0.1:8080/briefs/").stdout
    assert told in text and '"/srv/our briefs' in text
    assert "8080" not in run(small, "host", kind, SITE_URL="https://briefs.kr/").stdout


def settings(kind: str, text: str, folder: Path) -> list[str]:
    """How the host is called with our configuration, beside what Debian's own would say."""
    program = shutil.which(kind)
    assert program, f"{kind} is needed: apt-get install {'nginx-light' if kind == 'nginx' else kind}"
    if kind == "caddy":
        (folder / "Caddyfile").write_text(f"{{\n\tadmin off\n}}\n{text}", "utf-8")
        return [program, "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]
    (folder / "briefs.conf").write_text(text, "utf-8")
    names = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "".join(f"{name}_temp_path {folder}/{name};" for name in names)
    (folder / "nginx.conf").write_text(
        f"{'user root;' if os.geteuid() == 0 else ''} daemon off; pid {folder}/pid; events {{ }}\n"
        f"http {{ include /etc/nginx/mime.types; access_log off; {temporary} include {folder}/briefs.conf; }}",
        "utf-8",
    )
    return [program, "-e", str(folder / "log"), "-c", str(folder / "nginx.conf")]


@pytest.fixture(params=[(kind, base) for kind in KINDS for base in ("/", "/briefs/")], ids="".join)
def host(request: pytest.FixtureRequest, renamed: Path, tmp_path: Path) -> Iterator["Host"]:
    """Debian's web server with our configuration as it is, and the site in a folder with a space in its name."""
    kind, base = request.param
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address, folder = f"http://127.0.0.1:{port}{base}", tmp_path / "our briefs"
    walk.build(renamed, folder, address, documents=False)
    text = run(renamed, "host", kind, "--folder", str(folder), SITE_URL=address).stdout
    call = settings(kind, text, tmp_path)
    with subprocess.Popen(call, env=os.environ | {"HOME": str(tmp_path)}, stderr=subprocess.DEVNULL) as server:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        for _ in range(100):
            try:
                connection.connect()
                break
            except OSError:
                time.sleep(0.1)
        yield Host(connection, folder, base)
        connection.close()
        server.terminate()


class Host:
    """A web server that serves the site in `folder` below `base`."""

    def __init__(self, connection: http.client.HTTPConnection, folder: Path, base: str) -> None:
        self.connection, self.folder, self.base = connection, folder, base

    def ask(self, path: str, **wanted: str) -> tuple[http.client.HTTPResponse, bytes]:
        """The answer to what the site has at a path."""
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
    for name, value in headers.sent("http:").items():
        assert answer.getheader(name) == value
    assert not answer.getheader("Strict-Transport-Security")
    assert answer.getheader("Cache-Control") == headers.SHORT
    answer, body = host.ask("ko/policies/quota/", **{"Accept-Encoding": "gzip"})
    assert answer.getheader("Content-Encoding") == "gzip" and gzip.decompress(body) == page
    assert answer.getheader("Content-Security-Policy") and "Accept-Encoding" in (answer.getheader("Vary") or "")
    style = next((host.folder / "assets").glob("site.*.css")).name
    assert host.ask(f"assets/{style}")[0].getheader("Cache-Control") == headers.FOR_EVER
    answer, body = host.ask("api/v1/openapi.json", **{"Accept-Encoding": "gzip"})
    assert answer.getheader("Content-Encoding") == "gzip"  # compressed as it goes
    answer, body = host.ask("api/v1/glossary.csv", **{"Accept-Encoding": "gzip"})
    assert answer.getheader("Content-Type") == "text/csv; charset=utf-8"
    assert answer.getheader("Access-Control-Allow-Origin") == "*"
    assert host.ask("en/index.md")[0].getheader("Content-Type") == "text/markdown; charset=utf-8"
    leads_on(host)


def leads_on(host: Host) -> None:
    """It redirects, and says what is not there."""
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
def test_caddy_understands_what_it_is_told_of_a_public_host(renamed: Path, tmp_path: Path) -> None:
    text = run(renamed, "host", "caddy", SITE_URL="https://briefs.kr/").stdout
    program = settings("caddy", text, tmp_path)[0]
    call = [program, "adapt", "--config", str(tmp_path / "Caddyfile"), "--adapter", "caddyfile"]
    done = subprocess.run(call, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "/en/policies/former/" in done.stdout and '"precompressed"' in done.stdout
    assert '"listen":[":443"]' in done.stdout and '"host":["briefs.kr"]' in done.stdout
