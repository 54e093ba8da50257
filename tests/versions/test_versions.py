"""Pages as they stood: stored once, never changed, each with its own address, compared word by word."""

import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import feedparser
import pytest
from bs4 import BeautifulSoup, Tag

from briefs import LANGUAGES, build
from briefs.build import build_site
from briefs.content.version_files import VersionFile
from briefs.versions.history import item_history, read_version
from conftest import ROOT, Served, make_small, serve
from support.commands import run
from support.released import ADDRESS, EDITS, FIGURE, MARKED, NOTE, edit, make_publishable, release, release_twice

FIRST, SECOND = "2026-01-01", "2026-05-01"
QUOTA = "policies/quota/"


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Served]]:
    """The small project, released on two days, and its site."""
    folder = tmp_path_factory.mktemp("twice")
    root = make_small(folder / "project")
    release_twice(root)
    build_site(root, folder / "site", ADDRESS, documents=False)
    with serve(folder / "site") as address:
        yield root, Served(folder / "site", address)


def stored(root: Path, item: str, day: str) -> Path:
    return root / "data" / "versions" / item / f"{day}.json"


def soup(site: Served, path: str) -> BeautifulSoup:
    return BeautifulSoup(site.html(path), "lxml")


def marked(paragraph: Tag) -> str:
    """Return a text with its marks as in words.yml."""
    copy = BeautifulSoup(str(paragraph), "lxml")
    for name, form in (("del", "[-{}-]"), ("ins", "{{+{}+}}")):
        for mark in copy.find_all(name):
            mark.replace_with(form.format(mark.get_text()))
    return copy.get_text().strip()


def test_the_first_release_stores_every_item_and_a_second_one_only_what_changed(small: Path) -> None:
    make_publishable(small)
    said = release(small)
    assert "3 new versions stored" in said
    assert sorted(path.parent.name for path in (small / "data" / "versions").rglob("*.json")) == [
        "programme",
        "quota",
        "statement",
    ]
    before = {path: path.read_bytes() for path in (small / "data" / "versions").rglob("*.json")}
    assert "0 new versions stored" in release(small)
    for file, changes in EDITS.items():
        edit(small, file, *changes)
    assert "1 new versions stored" in release(small)
    assert stored(small, "quota", SECOND).exists()
    assert before == {path: path.read_bytes() for path in before}
    assert run(small, "release", "--check", SITE_URL=ADDRESS).returncode == 0


def test_a_stored_version_says_all_that_its_page_said(twice: tuple[Path, Served]) -> None:
    held = json.loads(stored(twice[0], "quota", FIRST).read_text("utf-8"))
    assert (held["form"], held["id"], held["date"], held["kind"]) == (1, "quota", FIRST, "policy")
    assert held["item"]["points"][0]["passages"][0]["text"]["en"] == "The Government has expanded the quota."
    assert held["status"]["term"]["en"] == "Expanded"
    assert [row["id"] for row in held["references"]] == ["paper-2025"]
    assert "evidence" not in held["references"][0]
    assert [row["id"] for row in held["terms"]] == ["quota-term"]
    assert "briefs.kr" not in json.dumps(held)


@pytest.mark.parametrize("note", ["", NOTE.replace(SECOND, FIRST)])
def test_a_change_without_a_later_note_is_refused_and_named_by_check(small: Path, note: str) -> None:
    make_publishable(small)
    release(small)
    edit(small, "policies/quota.yml", ("en: Workers.,", "en: The workers.,"), ("changes:\n", f"changes:\n{note}"))
    for command in (["check"], ["release"], ["release", "--check"]):
        done = run(small, *command, SITE_URL=ADDRESS)
        assert done.returncode == 1, command
        line = next(line for line in done.stderr.splitlines() if line.startswith("data/policies/quota.yml:"))
        assert re.search(r":\d+: changes\.\d\.date must have a note later than 2026-01-01, .*: 2026-01-01$", line)
    assert len(list((small / "data" / "versions" / "quota").iterdir())) == 1


def test_a_later_check_of_the_same_content_needs_no_note(small: Path) -> None:
    make_publishable(small)
    release(small)
    edit(small, "policies/quota.yml", ("as_of: 2026-01-01", "as_of: 2026-02-01"))
    assert "0 new versions" in release(small)


@pytest.mark.parametrize("fault", ["changed", "deleted", "foreign", "unlocked"])
def test_a_stored_file_never_changes(small: Path, fault: str) -> None:
    make_publishable(small)
    release(small)
    file, lock = stored(small, "quota", FIRST), small / "data" / "locks" / "versions.txt"
    if fault == "changed":
        file.write_text(file.read_text("utf-8").replace("Workers.", "People."), "utf-8")
        wanted = "data/versions/quota/2026-01-01.json:1: file must stay as it was stored"
    elif fault == "deleted":
        file.unlink()
        wanted = "data/locks/versions.txt:2: file must be stored"
    elif fault == "foreign":
        shutil.copy(file, file.with_name("2026-02-02.json"))
        wanted = "data/versions/quota/2026-02-02.json:1: file must be one that `build.py release` stored"
    else:
        lock.unlink()
        wanted = "data/versions/quota/2026-01-01.json:1: file must be one that"
    done = run(small, "check")
    assert done.returncode == 1 and wanted in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize("content", ["[]", "nothing", '{"form": 99}', '{"form": 1}', '{"form": 1, "item": []}'])
def test_an_unreadable_file_is_a_problem_and_no_traceback(small: Path, content: str) -> None:
    file = stored(small, "quota", FIRST)
    file.parent.mkdir(parents=True)
    file.write_text(content, "utf-8")
    digest = hashlib.sha256(content.encode()).hexdigest()
    (small / "data" / "locks").mkdir(exist_ok=True)
    (small / "data" / "locks" / "versions.txt").write_text(f"quota/{FIRST}: {digest}\n", "utf-8")
    done = run(small, "check")
    assert done.returncode == 1 and "data/versions/quota/2026-01-01.json:1: file must" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_of_the_first_form_is_still_read() -> None:
    """tests/versions/form-1/ has files as they were first stored; they stay, whatever the models become."""
    for file in sorted((ROOT / "tests" / "versions" / "form-1").iterdir()):
        content = json.loads(file.read_text("utf-8"))
        assert content["form"] == 1
        reading = read_version(VersionFile(content["id"], content["date"], file.name, "", False, content))
        texts = {(entry.section, part.name, part.year): part.text.en for entry, part in reading.parts()}
        assert texts["part_title", "text", ""] == content["item"]["title"]["en"]
        assert reading.anchors and reading.notes[0][1].ko
        if content["kind"] == "policy":
            assert texts["series", "figure", "2025"] == "2,000"
            assert texts["status", "text", ""] == "Expanded"
            assert "The E-7-4 quota" in texts["known", "references", ""]
        else:
            assert texts["statement", "text", ""] == "Thank you."


@pytest.mark.parametrize("language", LANGUAGES)
def test_exactly_the_seeded_words_are_marked(twice: tuple[Path, Served], language: str) -> None:
    page = soup(twice[1], f"{language}/{QUOTA}history/").select_one(".adjacent")
    assert page
    found = {str(part["data-part"]): part for part in page.select(".difference")}
    assert found.keys() == MARKED.keys()
    for name, wanted in MARKED.items():
        for lang, text in wanted.items():
            shown = found[name].select_one(f".side-by-side > div[lang={lang}] > p:last-child")
            assert shown
            assert ("unchanged" in shown.get("class", [])) == (not text)
            assert not text or marked(shown) == text
    row = [cell.get_text() for cell in page.select(".changed-figures tbody td")]
    assert tuple(row[:3]) == FIGURE
    assert [mark.name for mark in page.select(".changed-figures td > *")] == ["del", "ins"]


def test_the_history_counts_what_changed_and_in_which_language(twice: tuple[Path, Served]) -> None:
    page = soup(twice[1], f"en/{QUOTA}history/")
    counts = [item.get_text() for item in page.select(f"#v{SECOND} .change-counts li")]
    assert counts == ["English text: 2", "Korean text: 2", "figures: 1", "status: 1"]
    assert [item["id"] for item in page.select(".versions > li")] == [f"v{SECOND}", f"v{FIRST}"]
    assert "Made clearer." in page.select_one(f"#v{SECOND}").get_text()  # type: ignore[union-attr]
    digest = hashlib.sha256(stored(twice[0], "quota", FIRST).read_bytes()).hexdigest()
    assert digest in page.select_one(f"#v{FIRST}").get_text()  # type: ignore[union-attr]
    assert (twice[1].folder / "api/v1/versions/quota" / f"{FIRST}.json").read_bytes() == stored(
        twice[0], "quota", FIRST
    ).read_bytes()


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_day_has_the_page_as_it_stood(twice: tuple[Path, Served], language: str) -> None:
    for day, concerned in (
        (FIRST, {"en": "Workers.", "ko": "근로자"}),
        (SECOND, {"en": "The workers.", "ko": "근로자"}),
    ):
        page = soup(twice[1], f"{language}/{QUOTA}{day}/")
        body = page.select_one("div.as-then")
        assert body and concerned[language] in body.get_text()
        assert page.select_one('meta[name="robots"][content="noindex"]')
        canonical = page.select_one('link[rel="canonical"]')
        assert canonical and canonical["href"] == f"{ADDRESS}{language}/{QUOTA}"
        assert {"expanded-quota", "visa-category", "yearly-quota", "said"} <= {tag["id"] for tag in page.select("[id]")}
    old, new = (soup(twice[1], f"{language}/{QUOTA}{day}/").select_one(".stood") for day in (FIRST, SECOND))
    assert old and new
    assert f"/{QUOTA}{SECOND}/" in str(old) and not new.select("[href*='2026-']")


def test_an_old_page_shows_what_has_changed_since_and_the_newest_that_nothing_has(twice: tuple[Path, Served]) -> None:
    old = soup(twice[1], f"en/{QUOTA}{FIRST}/")
    assert {str(part["data-part"]) for part in old.select(".since-cited .difference")} == MARKED.keys()
    assert "It has changed since" in old.select_one(".stood").get_text()  # type: ignore[union-attr]
    new = soup(twice[1], f"en/{QUOTA}{SECOND}/")
    assert not new.select(".since-cited")
    assert "unchanged since 1 May 2026" in new.select_one(".stood").get_text()  # type: ignore[union-attr]


def test_what_is_cited_carries_the_day(twice: tuple[Path, Served]) -> None:
    root, site = twice
    dated = f"{ADDRESS}id/quota/{SECOND}/"
    page = soup(site, f"en/{QUOTA}")
    assert dated in page.select_one("#cite").get_text()  # type: ignore[union-attr]
    assert page.select_one(f'.print-only img[src$="id/quota/{SECOND}/qr.svg"]')
    assert dated in (site.folder / "en" / QUOTA / "quota.bib").read_text("utf-8")
    assert page.select_one(f'link[rel="cite-as"][href="{dated}"]')
    assert f"{FIRST}/" not in str(page)  # earlier versions add nothing to the page
    data, _ = build.read_content(root)
    from briefs.documents.composer import compose_document

    document = compose_document(data, data.policies["quota"], ("en",), ADDRESS)
    assert dated in str(document.blocks[-1])
    assert (site.folder / "id" / "quota" / SECOND / "qr.svg").exists()


def test_an_item_that_differs_from_its_last_version_is_cited_without_a_day(small: Path) -> None:
    make_publishable(small)
    release(small)
    edit(small, "policies/quota.yml", ("en: Workers.,", "en: The workers.,"))
    data, _ = build.read_content(small)
    assert data.cited_path(data.policies["quota"]) == "id/quota/"
    assert data.cited_path(data.policies["programme"]) == f"id/programme/{FIRST}/"


def test_every_address_of_a_version_is_in_the_ledger(twice: tuple[Path, Served]) -> None:
    ledger = set((twice[0] / "data" / "locks" / "permalinks.txt").read_text("utf-8").splitlines())
    assert {
        f"/en/{QUOTA}{FIRST}/",
        f"/ko/{QUOTA}{FIRST}/#visa-category",
        f"/id/quota/{FIRST}/#visa-category",
        f"/id/statement/{FIRST}/#p2s1",
        f"/ko/{QUOTA}history/#v{SECOND}",
        "/api/v1/versions/quota.json",
        f"/api/v1/versions/quota/{FIRST}.json",
        f"/en/{QUOTA}feed.xml",
    } <= ledger


def test_a_renamed_item_keeps_its_versions(small: Path) -> None:
    release_twice(small)
    (small / "data" / "policies" / "quota.yml").rename(small / "data" / "policies" / "allotment.yml")
    edit(small, "policies/allotment.yml", ("id: quota\n", "id: allotment\nprevious_ids: [quota]\n"))
    edit(small, "glossary.yml", ("policies: [quota]", "policies: [allotment]"))
    assert "0 new versions" in release(small)
    build_site(small, small / "site", ADDRESS, documents=False)
    for path in (f"en/policies/allotment/{FIRST}/", f"en/policies/quota/{FIRST}/", f"id/quota/{FIRST}/"):
        assert (small / "site" / path / "index.html").exists()
    assert (small / "site" / "api/v1/versions/quota" / f"{FIRST}.json").exists()


def test_before_the_first_release_pages_say_nothing_of_versions(small_site: Served) -> None:
    assert not list(small_site.folder.rglob("history"))
    assert "history" not in small_site.html(f"en/{QUOTA}")
    assert "versions" not in (small_site.folder / "api/v1/index.json").read_text("utf-8")
    assert "histories" not in (small_site.folder / "404.html").read_text("utf-8")


def test_the_lost_page_lists_the_histories(twice: tuple[Path, Served]) -> None:
    page = BeautifulSoup((twice[1].folder / "404.html").read_text("utf-8"), "lxml")
    for language in LANGUAGES:
        assert page.select_one(f'section[lang={language}] a[href$="/{language}/{QUOTA}history/"]')


def test_the_api_tells_what_each_part_said_from_which_day_on(twice: tuple[Path, Served]) -> None:
    history = json.loads((twice[1].folder / "api/v1/versions/quota.json").read_text("utf-8"))
    assert [(one["date"], one["until"]) for one in history["versions"]] == [(FIRST, [SECOND]), (SECOND, [])]
    part = next(one for one in history["parts"] if one["kind"] == "figures" and one["year"] == ["2025"])
    assert [(one["date"], one["text"][0]["en"]) for one in part["texts"]] == [(FIRST, "2,000"), (SECOND, "2,100")]
    assert part["title"][0]["en"] == "Yearly quota (E-7-4)"


def test_each_item_has_feeds_of_its_own(twice: tuple[Path, Served]) -> None:
    for language in LANGUAGES:
        feed = feedparser.parse((twice[1].folder / language / QUOTA / "feed.xml").read_bytes())
        assert not feed.bozo and len(feed.entries) == 2
        whole = feedparser.parse((twice[1].folder / language / "feed.xml").read_bytes())
        assert {entry.id for entry in feed.entries} < {entry.id for entry in whole.entries}


WHY = ("A court ordered it.", "법원의 결정에 따른 것이다.")


def test_withheld_words_are_gone_and_the_address_stays(small: Path) -> None:
    release_twice(small)
    release(small, "--withhold", "quota", FIRST, "--why", *WHY)
    assert run(small, "check").returncode == 0
    build_site(small, small / "site", ADDRESS, documents=False)
    gone = "숙련기능인력의 체류자격은"
    for file in [*(small / "data" / "versions").rglob("*.json"), *(small / "site").rglob("*.*")]:
        if file.suffix in {".json", ".html", ".md", ".xml"}:
            assert gone not in file.read_text("utf-8"), file
    for language, why in zip(LANGUAGES, WHY, strict=True):
        page = (small / "site" / language / QUOTA / FIRST / "index.html").read_text("utf-8")
        assert why in page and 'id="visa-category"' in page
        assert why in (small / "site" / language / QUOTA / "history" / "index.html").read_text("utf-8")
    assert "0 new versions" in release(small)


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (["--withhold", "quota", SECOND, "--why", *WHY], "must no longer say what is withheld"),
        (["--withhold", "quota", "2026-02-02", "--why", *WHY], "date must be that of a version"),
        (["--withhold", "nothing", FIRST, "--why", *WHY], "id must be that of a policy or source"),
        (["--withhold", "quota", FIRST, "--why", "", "이유"], "must be a text"),
        (["--withhold", "quota", FIRST], "must be given together"),
    ],
)
def test_nothing_else_is_withheld(small: Path, arguments: list[str], wanted: str) -> None:
    release_twice(small)
    before = {path: path.read_bytes() for path in (small / "data").rglob("*.*")}
    done = run(small, "release", *arguments, SITE_URL=ADDRESS)
    assert done.returncode == 1 and wanted in done.stderr
    assert before == {path: path.read_bytes() for path in (small / "data").rglob("*.*")}


def test_a_text_without_an_id_that_was_changed_is_shown_as_one(small: Path) -> None:
    make_publishable(small)
    unsaid = "not_stated:\n  - {en: The names of the firms., ko: 업체의 이름}\n"
    edit(small, "policies/quota.yml", ("aliases:", unsaid + "aliases:"))
    release(small)
    other = "not_stated:\n  - {en: Other matters., ko: 그 밖의 사항}\n"
    more = other + "  - {en: The names of the big firms., ko: 업체의 이름}\n"
    edit(small, "policies/quota.yml", (unsaid, more), ("changes:\n", f"changes:\n{NOTE}"))
    release(small)
    data, _ = build.read_content(small)
    parts = [version.parts for version in item_history(data, data.policies["quota"])]
    names = [{part.text.en: key for key, (_, part) in held.items() if key[0].startswith("unsaid")} for held in parts]
    assert names[0]["The names of the firms."] == names[1]["The names of the big firms."]
