"""A statement whose original is Korean: notices, citations, drift, parity and documents follow it."""

from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from briefs import build, cli
from briefs.content.loader import load_data
from briefs.documents.blocks import Line
from briefs.documents.composer import compose_document
from briefs.errors import Problems
from briefs.status import status_rows
from briefs.text.citations import source_work
from conftest import make_small

ORIGINAL = "의장님,\n\n정부는 쿼터를 확대하였습니다. 정부는 제도를 시행하고 있습니다.\n\n감사합니다.\n"


def make_korean(root: Path) -> Path:
    make_small(root)
    source = root / "data/sources/statement.yml"
    source.write_text(source.read_text("utf-8").replace("authoritative: en", "authoritative: ko"), "utf-8")
    (root / "data/sources/statement.txt").write_text(ORIGINAL, "utf-8")
    return root


@pytest.fixture
def korean(tmp_path: Path) -> Path:
    return make_korean(tmp_path / "project")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("korean")
    build.build_site(make_korean(folder / "project"), folder / "site", "https://briefs.kr/", documents=False)
    return folder / "site"


def article(site: Path, path: str) -> BeautifulSoup:
    return BeautifulSoup((site / path / "index.html").read_text("utf-8"), "html.parser")


def words(site: Path, path: str) -> str:
    return " ".join(article(site, path).get_text(" ").replace("\u2060", "").split())


def test_pages_call_the_korean_the_original(site: Path) -> None:
    for path in ("en/", "en/statement/", "en/policies/quota/"):
        assert "The Korean statement is the original; the English is an unofficial translation." in words(site, path)
        assert "The English text is the original" not in words(site, path)
    assert "The Korean text is the original." in words(site, "en/statement/")
    assert "The English translation is unofficial and has not been reviewed yet." in words(site, "en/policies/quota/")
    assert "한국어 성명문이 원문입니다." in words(site, "ko/statement/")
    assert "영어는 비공식 번역이며" in words(site, "ko/policies/quota/")
    assert "The English is an unofficial translation." in words(site, "en/statement/parallel/")
    assert "영문은 비공식 번역입니다" in words(site, "")


def test_the_original_stands_below_the_translation_and_alone_in_its_own_language(site: Path) -> None:
    translated, own = (article(site, f"{lang}/policies/quota/").select_one("figure.source") for lang in ("en", "ko"))
    assert translated and own
    assert [quote["lang"] for quote in translated.select("q")] == ["en", "ko"]
    assert [quote["lang"] for quote in own.select("q")] == ["ko"]
    assert "The English is an unofficial translation." in translated.get_text()
    assert "한국어 원문" in own.get_text()
    assert [quote["lang"] for quote in article(site, "en/").select(".hero-quote q[lang]")] == ["ko"]


def test_copied_quotations_mark_the_translation(site: Path) -> None:
    template = {lang: article(site, f"{lang}/statement/").select_one("main")["data-quotation"] for lang in ("en", "ko")}
    assert "unofficial translation" in template["en"] and "비공식" not in template["ko"]


def test_citations_and_files_for_machines_name_the_language(site: Path, korean: Path) -> None:
    data = load_data(korean)
    work = source_work(data, data.sources["statement"], "en", "https://briefs.kr/")
    assert (work.language, work.title, work.author) == ("ko", "발언자 성명", "어느 본부")
    page = (site / "en/statement/index.html").read_text("utf-8")
    assert '"inLanguage": "ko"' in page.split("isBasedOn")[1]
    assert "The Korean statement is the original" in (site / "llms.txt").read_text("utf-8")
    assert "The Korean text is the original." in (site / "en/policies/quota/index.md").read_text("utf-8")


def test_documents_say_so_where_they_hold_the_translation(korean: Path) -> None:
    data = load_data(korean)

    def lines(*languages: str) -> list[str]:
        blocks = compose_document(data, data.policies["quota"], languages, "https://briefs.kr/").blocks
        return ["".join(run.text for run in block.runs) for block in blocks if isinstance(block, Line)]

    notice = "The English translation is unofficial and has not been reviewed yet."
    assert notice in lines("en") and notice in lines("en", "ko")
    assert not any("감수" in line for line in lines("ko"))
    assert "“정부는 쿼터를 확대하였습니다.”" in lines("en")
    assert len([line for line in lines("ko") if "쿼터를 확대하였습니다." in line]) == 1


def test_a_changed_original_makes_the_english_outdated(korean: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--root", str(korean), "accept", "all"]) == 0
    file = korean / "data/policies/quota.yml"
    file.write_text(file.read_text("utf-8").replace("ko: 쿼터를 확대하였다.", "ko: 쿼터를 더 확대하였다."), "utf-8")
    capsys.readouterr()
    cli.main(["--root", str(korean), "check"])
    said = capsys.readouterr().err
    assert "points.expanded-quota.text.en must be compared with the Korean again" in said
    rows = [row for row in status_rows(load_data(korean), korean, date(2026, 1, 1)) if row["item"] == "quota"]
    assert {row["language"]: row["stale"] for row in rows} == {"en": 1, "ko": 0}


def test_parity_asks_for_a_change_of_the_english(korean: Path) -> None:
    file = korean / "data/policies/quota.yml"
    file.write_text(file.read_text("utf-8").replace("en: The quota was expanded.", "en: 300 were added."), "utf-8")
    with pytest.raises(Problems) as raised:
        build.read_content(korean)
    figures = [one for one in raised.value.problems if "same figures" in one.message]
    assert [one.message for one in figures] == [
        "points.expanded-quota.text.en must state the same figures as the Korean: only in English 300"
    ]


def test_the_original_is_compared_in_korean(korean: Path) -> None:
    file = korean / "data/sources/statement.txt"
    file.write_text(ORIGINAL.replace("쿼터를", "정원을"), "utf-8")
    with pytest.raises(Problems) as raised:
        build.read_content(korean)
    assert "passages.p2s1.ko must be as in data/sources/statement.txt" in str(raised.value)
