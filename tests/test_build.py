"""The commands and the order of the stages: nothing is published unless everything is right."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, expect

from briefs import build, cli, status
from briefs.content.web_address import own_address
from briefs.documents.composer import compose_document
from briefs.errors import Problems
from briefs.outputs.context import BuildContext
from briefs.publishing import mkdocs_build
from briefs.utils import deploy
from conftest import ROOT
from support.commands import BUILD, run, spoil
from support.folders import read_files


def test_build_publishes(small: Path) -> None:
    assert run(small, "--no-documents").returncode == 0
    assert (small / "site" / "ko" / "policies" / "quota" / "index.html").exists()


def test_site_url_overrides_the_address(small: Path) -> None:
    assert run(small, "--no-documents", SITE_URL="https://host.example/sub").returncode == 0
    html = (small / "site" / "en" / "index.html").read_text("utf-8")
    assert '<link rel="canonical" href="https://host.example/sub/en/">' in html


def test_a_fault_leaves_the_published_site_and_the_pages_as_they_were(small: Path) -> None:
    (small / "site").mkdir()
    (small / "site" / "index.html").write_text("old", "utf-8")
    spoil(small)
    done = run(small, "--no-documents")
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "data/policies/quota.yml:2: theme must name something that exists: 'nowhere'",
        "1 problem; nothing was changed",
    ]
    assert [f.name for f in (small / "site").iterdir()] == ["index.html"]
    assert not (small / "docs" / "policies").exists()


def test_check_reports_and_writes_nothing(small: Path) -> None:
    assert run(small, "check").returncode == 0
    spoil(small)
    before = sorted(small.rglob("*"))
    done = run(small, "check")
    assert done.returncode == 1
    assert "data/policies/quota.yml:2: theme must" in done.stderr
    assert sorted(small.rglob("*")) == before


def test_a_wrong_command_line_is_told_apart_from_faults_in_the_data(small: Path) -> None:
    assert run(small, "bild").returncode == 2
    for port in ("0", "-1", "99999", "８０００"):
        done = run(small, "serve", "--port", port)
        assert done.returncode == 2 and "must be from 1 to 65535" in done.stderr
    assert "serve" in run(small, "--help").stdout


def test_a_warning_of_mkdocs_stops_the_build(small: Path) -> None:
    settings = small / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("nav:\n", "nav:\n  - nowhere.md\n"), "utf-8")
    done = run(small, "--no-documents")
    assert done.returncode == 1
    assert re.search(r"mkdocs.yml:\d+: .*nowhere.md", done.stderr)
    assert not (small / "site").exists()


def test_a_dead_link_or_anchor_in_raw_html_stops_the_build(small: Path) -> None:
    about = small / "docs" / "about.ko.md"
    extra = '\n<p><a href="../nowhere/">x</a> <a href="../statement/#p9s9">y</a></p>\n'
    about.write_text(about.read_text("utf-8") + extra, "utf-8")
    line = about.read_text("utf-8").count("\n")
    with pytest.raises(Problems) as raised:
        build.build_site(small, small / "site", documents=False)
    assert [str(problem) for problem in raised.value.problems] == [
        f"docs/about.ko.md:{line}: link must lead to an anchor that exists: ../statement/#p9s9",
        f"docs/about.ko.md:{line}: link must lead to something: ../nowhere/",
    ]


def test_a_site_that_is_a_link_is_refused_and_left(small: Path) -> None:
    (small / "www").mkdir()
    (small / "site").symlink_to("www")
    done = run(small, "--no-documents")
    assert (done.returncode, (small / "site").readlink()) == (1, Path("www"))
    assert done.stderr.splitlines() == [
        "site:1: must be a folder, which a build puts another in place of: a link to www",
        "1 problem; nothing was changed",
    ]


def test_a_site_that_is_a_file_is_refused_and_left(small: Path) -> None:
    (small / "site").write_text("mine", "utf-8")
    rights = small.stat().st_mode
    done = run(small, "--no-documents")
    assert done.returncode == 1 and (small / "site").read_text("utf-8") == "mine" and small.stat().st_mode == rights
    assert done.stderr.startswith("site:1: must be a folder, which a build puts another in place of: a file\n")


def test_a_former_site_that_was_a_link_is_cleared_away(small: Path) -> None:
    (small / "www").mkdir()
    (small / deploy.OLD).symlink_to("www")
    for name in ("site", deploy.NEW):
        (small / name).mkdir()
    deploy.replace_directory(small / deploy.NEW, small / "site")
    assert not (small / deploy.OLD).is_symlink() and (small / "www").exists()


def test_every_page_written_by_hand_is_linked_from_every_page(small: Path) -> None:
    for language, title in (("en", "Privacy & more"), ("ko", "개인정보 <안내>")):
        (small / "docs" / f"accessibility.{language}.md").unlink()
        text = f"---\ntitle: {title}\ndescription: {title}.\n---\n\n# {title} {{#top}}\n"
        (small / "docs" / f"privacy.{language}.md").write_text(text, "utf-8")
    build.build_site(small, small / "site", documents=False)
    for language, title in (("en", "Privacy & more"), ("ko", "개인정보 <안내>")):
        html = (small / "site" / language / "policies" / "quota" / "index.html").read_text("utf-8")
        links = BeautifulSoup(html, "html5lib").select("footer nav a")
        named = {str(link["href"]).removeprefix(f"../../../{language}/"): link.text for link in links}
        assert {"linking/", "privacy/", "changes/", "pack/"} <= named.keys() and named["privacy/"] == title
        assert "accessibility/" not in named


@pytest.mark.parametrize("number", range(10))
def test_outputs_of_the_data_wait_for_no_page(small: Path, tmp_path: Path, number: int) -> None:
    """They are written while MkDocs renders the pages, so each must find or make its folder."""
    data, prose = build.read_content(small)
    context = BuildContext(small, data, prose, tmp_path / "empty", "https://host.example/")
    with build.start_outputs(context) as started:
        if number < len(started.jobs):
            started.jobs[number]()


def test_an_item_taken_away_takes_its_files_away(small: Path) -> None:
    build.build_site(small, small / "site", documents=False)
    assert (small / "docs" / "policies" / "programme.en.md").exists()
    (small / "data" / "policies" / "programme.yml").unlink()
    quota = small / "data" / "policies" / "quota.yml"
    quota.write_text(quota.read_text("utf-8").replace("related: [programme]\n", ""), "utf-8")
    statement = small / "data" / "sources" / "statement.yml"
    statement.write_text(statement.read_text("utf-8").replace("{id: p2s2, ", "{id: p2s2, role: context, "), "utf-8")
    build.build_site(small, small / "site", documents=False)
    assert not (small / "docs" / "policies" / "programme.en.md").exists()
    assert not (small / "site" / "en" / "policies" / "programme").exists()
    assert (small / "docs" / "about.en.md").exists()


def test_a_build_ended_between_the_two_renames_is_put_right(small: Path) -> None:
    (small / deploy.OLD).mkdir()
    (small / deploy.OLD / "index.html").write_text("old", "utf-8")
    assert run(small, "check").returncode == 0
    assert (small / "site" / "index.html").read_text("utf-8") == "old"


def test_ctrl_c_leaves_the_published_site(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (small / "site").mkdir()

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(mkdocs_build, "run_mkdocs", stop)
    assert cli.main(["--root", str(small), "--no-documents"]) == 130
    assert list((small / "site").iterdir()) == []
    assert not (small / deploy.NEW).exists()


def test_release_refuses_what_cannot_be_published_and_enters_addresses(small: Path) -> None:
    done = run(small, "release")
    assert done.returncode == 1
    assert done.stderr.count("must") == 3
    site = small / "data" / "site.yml"
    text = site.read_text("utf-8").replace('publisher: ""', "publisher: A publisher")
    site.write_text(text.replace('contact: ""', "contact: mail@briefs.kr"), "utf-8")
    done = run(small, "release", SITE_URL="https://briefs.kr/")
    assert done.returncode == 0
    ledger = (small / "data" / "locks" / "permalinks.txt").read_text("utf-8").splitlines()
    assert ledger == done.stdout.splitlines() == sorted(ledger)
    assert {
        "/",
        "/id/quota/",
        "/id/e-7-4/",
        "/ko/statement/#p2s1",
        "/en/policies/quota/#yearly-quota",
    } <= set(ledger)
    assert run(small, "release", SITE_URL="https://briefs.kr/").stdout == ""


@pytest.mark.parametrize(
    ("address", "contact", "today", "refused"),
    [
        ("https://briefs.kr/", "mail@briefs.kr", date(2027, 3, 1), True),
        ("https://briefs.kr/", "mail@briefs.kr", date(2031, 1, 1), True),
        ("https://briefs.kr/", "mail@briefs.kr", date(2027, 2, 28), False),
        ("https://briefs.kr/sub/", "mail@briefs.kr", date(2031, 1, 1), False),  # has no security.txt
    ],
)
def test_release_refuses_an_expired_security_txt(
    small: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    address: str,
    contact: str,
    today: date,
    refused: bool,
) -> None:
    monkeypatch.setattr(status, "local_day", lambda: today)
    monkeypatch.setenv("SITE_URL", address)
    site, source = small / "data" / "site.yml", small / "data" / "sources" / "statement.yml"
    text = site.read_text("utf-8").replace('publisher: ""', "publisher: A publisher")
    site.write_text(text.replace('contact: ""', f"contact: {contact}"), "utf-8")
    source.write_text(source.read_text("utf-8").replace("review_by: 2099-12-31", "review_by: 2027-03-01"), "utf-8")
    assert cli.main(["--root", str(small), "release"]) == (1 if refused else 0)
    line = (
        "data/sources/statement.yml:8: review_by must be after today, since security.txt expires on the latest of these"
        " days: review the items and renew it: 2027-03-01\n"
    )
    assert (line in capsys.readouterr().err) is refused


@pytest.mark.parametrize(
    ("command", "address"),
    [("build", "briefs.kr"), ("release", "briefs.kr"), ("release --check", "https://"), ("host nginx", "http:///x/")],
)
def test_an_address_that_is_none_is_named_where_it_is_given(small: Path, command: str, address: str) -> None:
    done = run(small, *command.split(), SITE_URL=address)
    must = "must be the address of a site (https://host/ or https://host/folder/)"
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[0] == f"SITE_URL:1: address {must}: '{address}'"
    assert not (small / "site").exists() and not (small / "docs" / "policies").exists()


def test_an_address_is_a_host_and_folders() -> None:
    for given in (
        "https://briefs.kr",
        "http://127.0.0.1:8000/",
        "https://a.github.io/b-c//",
        "https://정책.한국/브리프/",
    ):
        assert own_address(given) == given.rstrip("/") + "/"
    for given in (
        "https://.kr/",
        "http://a:99999/",
        "http://a:0/",
        "http://a/?b",
        "http://a/#b",
        "http://u@a/",
        "ftp://a/",
    ):
        with pytest.raises(ValueError, match="must be the address of a site"):
            own_address(given)


@pytest.mark.parametrize(
    "host", ["localhost", "localhost.", "127.0.0.1:8000", "LOCALHOST", "a.example.", "10.0.0.1", "a.local", "a"]
)
def test_release_knows_a_reserved_host_however_it_is_written(
    small: Path, host: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SITE_URL", f"http://{host}/")
    assert cli.main(["--root", str(small), "release"]) == 1
    assert f"SITE_URL:1: address must be the site's own host: 'http://{host}/'\n" in capsys.readouterr().err


def test_release_check_says_first_what_the_owner_must_fill_in_and_then_one_line_for_new_addresses(small: Path) -> None:
    done = run(small, "release", "--check")
    assert done.returncode == 1
    assert [line.partition(":")[0] for line in done.stderr.splitlines()[:4]] == [
        "data/site.yml",
        "data/site.yml",
        "data/site.yml",
        "data/locks/permalinks.txt",
    ]


def test_publishing_is_refused_while_the_ledger_lacks_an_address(small: Path) -> None:
    site = small / "data" / "site.yml"
    text = site.read_text("utf-8").replace('publisher: ""', "publisher: A publisher")
    site.write_text(text.replace('contact: ""', "contact: mail@briefs.kr"), "utf-8")
    assert run(small, "release", SITE_URL="https://briefs.kr/").returncode == 0
    assert run(small, "release", "--check", SITE_URL="https://briefs.kr/").returncode == 0
    ledger = small / "data" / "locks" / "permalinks.txt"
    ledger.write_text(ledger.read_text("utf-8").replace("/id/quota/\n", ""), "utf-8")
    before = ledger.read_text("utf-8")
    done = run(small, "release", "--check", SITE_URL="https://briefs.kr/")
    assert done.returncode == 1 and ledger.read_text("utf-8") == before
    assert done.stderr.splitlines()[0].endswith("before they are published: 1 new, the first of them /id/quota/")
    assert "release --check" in (ROOT / ".github" / "workflows" / "publish.yml").read_text("utf-8")


def test_mkdocs_alone_builds_the_same_site_beside_the_published_one(small: Path) -> None:
    assert run(small, "--no-documents").returncode == 0
    before = read_files(small / "site")
    command = [sys.executable, "-m", "mkdocs", "build"]
    plain = {name: value for name, value in os.environ.items() if name != "SITE_URL"}
    with deploy.build_lock(small):
        build = subprocess.Popen(
            command, cwd=small, stderr=subprocess.PIPE, text=True, env=plain | {"DOCUMENTS": "false"}
        )
        assert build.stderr
        told = iter(build.stderr.readline, "")
        assert any("waiting for another build" in line for line in told)
    said = build.communicate(timeout=120)[1]
    assert build.returncode == 0, said
    assert read_files(small / "site") == before == read_files(small / ".site-mkdocs")


def test_mkdocs_alone_says_what_is_wrong_with_the_data(small: Path) -> None:
    spoil(small)
    done = subprocess.run([sys.executable, "-m", "mkdocs", "build"], cwd=small, capture_output=True, text=True)
    assert done.returncode == 1 and "Traceback" not in done.stdout + done.stderr
    assert "data/policies/quota.yml:2: theme must name something that exists: 'nowhere'" in done.stdout + done.stderr
    assert not (small / ".site-mkdocs").exists()


def test_serve_shows_an_edit_and_what_is_wrong_in_the_open_page(small: Path, browser: Browser) -> None:
    port = free_port()
    command = [sys.executable, BUILD, "--root", str(small), "serve", "--port", str(port)]
    heeding = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)  # a test run in the background ignores Ctrl-C
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, preexec_fn=heeding) as server:
        try:
            address = f"http://127.0.0.1:{port}/ko/policies/quota/"
            until(lambda: "쿼터 확대" in fetch(address))
            page = browser.new_page()
            page.goto(address)
            file = small / "data" / "policies" / "quota.yml"
            text = file.read_text("utf-8")
            spoil(small)
            box = page.locator("#problems")
            expect(box).to_contain_text("data/policies/quota.yml:2: theme must name something", timeout=30_000)
            assert box.evaluate("box => getComputedStyle(box).position") == "fixed"  # the policy lets its style in
            expect(page.locator("h1")).to_have_text("쿼터 확대")
            file.write_text(text.replace("쿼터 확대}", "쿼터를 넓힘}"), "utf-8")
            expect(page.locator("h1")).to_have_text("쿼터를 넓힘", timeout=30_000)  # reloaded automatically
            expect(box).to_have_count(0)
            config = small / "mkdocs.yml"
            config.write_text(config.read_text("utf-8").replace("- toc.follow", "- toc.fallow"), "utf-8")
            expect(box).to_contain_text("mkdocs.yml:26: theme.features must be one of", timeout=30_000)
            page.close()
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(20)
    assert not list(small.glob(".site-*/*"))


def test_serve_waits_for_wrong_data_and_shows_what_is_wrong(small: Path, browser: Browser) -> None:
    port, file = free_port(), small / "data" / "policies" / "quota.yml"
    text = file.read_text("utf-8")
    spoil(small)
    command = [sys.executable, BUILD, "--root", str(small), "serve", "--port", str(port)]
    heeding = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, preexec_fn=heeding) as server:
        try:
            address = f"http://127.0.0.1:{port}/ko/policies/quota/"
            until(lambda: connects(port))
            page = browser.new_page()
            page.goto(address)
            expect(page.locator("#problems")).to_contain_text("data/policies/quota.yml:2: theme must name something")
            file.write_text(text.replace("theme:", "them:"), "utf-8")
            expect(page.locator("#problems")).to_contain_text("did you mean theme?", timeout=30_000)
            file.write_text(text, "utf-8")
            expect(page.locator("h1")).to_have_text("쿼터 확대", timeout=60_000)  # loaded again by itself
            page.close()
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(20)


def connects(port: int) -> bool:
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0


def test_serve_asks_for_a_free_port_before_anything_else(small: Path) -> None:
    spoil(small)
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = run(small, "serve", "--port", str(port))
    must = f"--port:1: must be free: {port} at 127.0.0.1 is in use; give another by --port"
    assert (done.returncode, done.stderr.splitlines()[0]) == (1, must)


def test_serve_warns_where_other_machines_could_look_on(small: Path) -> None:
    settings = small / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("- toc.follow", "- toc.fallow"), "utf-8")  # ends by itself
    done = run(small, "serve", "--host", "0.0.0.0", "--port", str(free_port()))
    assert done.returncode == 1
    assert done.stderr.startswith("build.py: 0.0.0.0 makes this unpublished preview visible")
    assert "mkdocs.yml:26: theme.features must be one of" in done.stderr
    assert "lets other machines" not in run(small, "serve", "--host", "::1", "--port", str(free_port())).stderr


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def fetch(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return str(answer.read().decode("utf-8"))
    except OSError:
        return ""


def until(true: object, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not true():  # type: ignore[operator]
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.2)


def test_an_ended_item_keeps_its_page_with_a_notice_and_a_link(small: Path) -> None:
    file = small / "data" / "policies" / "quota.yml"
    text = file.read_text("utf-8").replace("status: expanded", "status: superseded\nsuperseded_by: programme")
    file.write_text(text, "utf-8")
    other = small / "data" / "policies" / "programme.yml"
    other.write_text(other.read_text("utf-8").replace("status: implementing", "status: withdrawn"), "utf-8")
    build.build_site(small, small / "site", "https://host.example/", documents=False)
    html = (small / "site" / "ko" / "policies" / "quota" / "index.html").read_text("utf-8")
    assert re.search(r'class="notice-box">다른 정책으로 대체되었습니다.*href="[^"]*ko/policies/programme/"', html)
    pack = (small / "site" / "ko" / "pack" / "index.html").read_text("utf-8")
    assert re.search(r"다른 정책으로 대체되었습니다.*>어느 제도</a>.*https://host.example/id/programme/", pack)
    assert pack.count("폐지된 정책입니다") == 1
    for name in ("policies/quota", "policies/programme", "pack"):
        twin = (small / "site" / "ko" / name / "index.md").read_text("utf-8")
        link = "- 다른 정책으로 대체되었습니다. 바로가기: [어느 제도](https://host.example/id/programme/)\n"
        assert (link in twin, "- 폐지된 정책입니다" in twin) == (
            not name.endswith("programme"),
            not name.endswith("quota"),
        )


def test_the_documents_of_an_ended_item_say_so_and_name_what_replaced_it(small: Path) -> None:
    for name, old, new in (
        ("quota", "status: expanded", "status: superseded\nsuperseded_by: programme"),
        ("programme", "status: implementing", "status: withdrawn"),
    ):
        file = small / "data" / "policies" / f"{name}.yml"
        file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    data, _ = build.read_content(small)
    told = {
        name: [line.text for line in compose_document(data, policy, ("en", "ko"), "https://host.example/").lines()]
        for name, policy in data.policies.items()
    }
    address = "https://host.example/id/programme/"
    assert f"This policy has been replaced. See: A programme {address}" in told["quota"]
    assert f"다른 정책으로 대체되었습니다. 바로가기: 어느 제도 {address}" in told["quota"]
    assert any(line.startswith("This policy has been withdrawn.") for line in told["programme"])
