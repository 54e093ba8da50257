"""Three texts become statements of a built site by commands and data alone.

tests/statements/ has each text and what an editor writes into the files that `new` made of it.
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from bs4 import BeautifulSoup

from briefs import build, cli
from conftest import ROOT, make_small

TEXTS = ROOT / "tests" / "statements"
NAMES = ("korean", "quotations", "numbered")
ORIGINALS = {"en": "The English text is the original.", "ko": "The Korean text is the original."}


def run(root: Path, *arguments: str) -> int:
    return cli.main(["--root", str(root), *arguments])


def add_statement(root: Path, name: str) -> None:
    """Make a statement of a text, with a policy, as an editor would."""
    told = yaml.safe_load((TEXTS / f"{name}.yml").read_text("utf-8"))
    assert run(root, "new", "statement", name, str(TEXTS / f"{name}.txt"), "--original", told["original"]) == 0
    fill_in(root / f"data/sources/{name}.yml", lambda made: write_statement(made, told))
    assert run(root, "new", "policy", f"{name}-policy") == 0
    fill_in(root / f"data/policies/{name}-policy.yml", lambda made: write_policy(made, told, name))


def fill_in(file: Path, write: Any) -> None:
    made = yaml.safe_load(file.read_text("utf-8"))
    write(made)
    made = json.loads(json.dumps(made, default=str))  # YAML names what is there twice
    made["changes"][0]["note"] = {"en": "First published.", "ko": "처음 게시하였다."}
    file.write_text(yaml.safe_dump(made, allow_unicode=True, sort_keys=False), "utf-8")
    assert "''" not in file.read_text("utf-8")


def write_statement(made: dict[str, Any], told: dict[str, Any]) -> None:
    other = {"en": "ko", "ko": "en"}[told["original"]]
    for field, pair in told["fields"].items():
        assert made[field] == "" or made[field][told["original"]] in ("", pair[told["original"]])  # what `new` has read
        made[field] = pair
    for passage, words in zip(made["passages"], told["translations"], strict=True):
        passage[other] = words
        if passage["id"] in told["roles"]:
            passage["role"] = told["roles"][passage["id"]]


def write_policy(made: dict[str, Any], told: dict[str, Any], name: str) -> None:
    point = {**told["point"], "id": "support", "cites": [f"{name}#{cite}" for cite in told["point"]["cites"]]}
    made |= {"theme": "pathways", "status": "implementing", "points": [point], "summary": told["point"]["text"]}
    made |= {"title": told["fields"]["speaker"], "concerns": {"en": "Workers.", "ko": "근로자"}}
    del made["not_stated"]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built project with the three statements."""
    root = make_small(tmp_path_factory.mktemp("statements") / "project")
    for name in NAMES:
        add_statement(root, name)
    assert run(root, "accept", "all") == 0
    build.build_site(root, root / "site", "https://briefs.kr/", documents=False)
    return root


def page(root: Path, path: str) -> BeautifulSoup:
    return BeautifulSoup((root / "site" / path / "index.html").read_text("utf-8"), "html.parser")


def text(soup: BeautifulSoup) -> str:
    return " ".join(soup.get_text(" ").replace("\u2060", "").split())


@pytest.mark.parametrize("name", NAMES)
def test_its_page_has_the_original_word_for_word(root: Path, name: str) -> None:
    told = yaml.safe_load((TEXTS / f"{name}.yml").read_text("utf-8"))
    passages = page(root, f"{told['original']}/sources/{name}").select(".passage")
    shown = "".join(passage.get_text() for passage in passages)
    without_space = [re.sub(r"[\s\u2060]", "", one) for one in (shown, (TEXTS / f"{name}.txt").read_text("utf-8"))]
    assert without_space[1].endswith(without_space[0])
    assert len(passages) == len(told["translations"])
    assert ORIGINALS[told["original"]] in text(page(root, f"en/sources/{name}"))


@pytest.mark.parametrize("name", NAMES)
def test_it_is_listed_cited_and_found(root: Path, name: str) -> None:
    told = yaml.safe_load((TEXTS / f"{name}.yml").read_text("utf-8"))
    for lang in ("en", "ko"):
        assert told["fields"]["title"][lang] in text(page(root, f"{lang}/sources"))
        links = [
            str(link["href"]) for link in page(root, f"{lang}/policies/{name}-policy").select(".source figcaption a")
        ]
        places = [f"{lang}/sources/{name}/#{cite}" for cite in told["point"]["cites"]]
        assert [link.removeprefix("../../../") for link in links] == places
    assert (root / f"site/id/{name}/index.html").exists()
    assert f"sources/{name}.json" in (root / "site/api/v1/index.json").read_text("utf-8")


def test_nothing_is_left_to_do(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "check") == 0
    assert capsys.readouterr().err == ""
