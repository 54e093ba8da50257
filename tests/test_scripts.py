"""The browser's scripts and style sheets: formatted, without faults that a linter sees, shortened for readers."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefs.outputs.minify import COMMENTS, SITE_SCRIPTS, SITE_STYLES, shorten_text
from briefs.outputs.search.tokenizer import split_words, word_key
from conftest import AT_ROOT, ROOT, Served
from support.npm_tools import npm_program

ASSETS = ROOT / "scripts" / "briefs" / "theme" / "assets"
SOURCES = sorted([*ASSETS.rglob("*.js"), *ASSETS.rglob("*.css")])


@pytest.mark.long
def test_scripts_and_style_sheets_are_formatted_and_lint_clean() -> None:
    command = [npm_program("biome"), "check", "--error-on-warnings", "--colors=off"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_lines_are_of_120_characters_at_most(source: Path) -> None:
    assert [line for line in source.read_text("utf-8").splitlines() if len(line) > 120] == []


@AT_ROOT
def test_readers_get_scripts_without_comments_and_indents(site: Served) -> None:
    sent = site.assets()
    for source in SOURCES:
        joined = source.stem in {".js": SITE_SCRIPTS, ".css": SITE_STYLES}[source.suffix]
        name = f"site{source.suffix}" if joined else source.name
        text = re.sub(r"\.[0-9a-f]{10}(?=\.)", "", sent[name].read_text("utf-8"))
        comment = COMMENTS[source.suffix]
        assert not [line for line in text.splitlines() if re.match(r"\s|$", line)] and not comment.search(text), name
        lines = [line.strip() for line in comment.sub("", source.read_text("utf-8")).splitlines()]
        assert "".join(f"{line}\n" for line in lines if line) in text, name


@pytest.mark.parametrize(
    ("name", "text", "sent"),
    [
        (
            "a.js",
            "// one\nlet a = 1; // two\n//\n\n  // three\n  a = `https://x.example//y`;\n",
            "let a = 1;\na = `https://x.example//y`;\n",
        ),
        ("a.css", "/* one\n   two */\np {\n  color: red; /* three */\n}\n", "p {\ncolor: red;\n}\n"),
    ],
)
def test_only_comments_and_indents_are_left_out(name: str, text: str, sent: str) -> None:
    assert shorten_text(text, Path(name).suffix) == sent


WORDS = yaml.safe_load((ROOT / "tests" / "search" / "words.yml").read_text("utf-8"))


def find_keys(text: str) -> list[str]:
    return [word_key(word) for word in split_words(text)]


@pytest.mark.parametrize("case", WORDS["keys"], ids=lambda case: case["text"])
def test_the_build_gives_words_their_keys(case: dict[str, Any]) -> None:
    """The browser's tokenizer has the same cases: tests/search/tokenizer.test.mjs."""
    assert sorted(find_keys(case["text"])) == sorted(case["keys"])


@pytest.mark.long
def test_the_modules_of_the_search_pass_their_tests(tmp_path: Path) -> None:
    """`node --test`, with the cases of words.yml and every text of data/ as the build's tokenizer reads it."""
    node = shutil.which("node")
    assert node, "the tests of scripts need node: apt-get install npm"
    texts = [text for file in (ROOT / "data").rglob("*.yml") for text in file.read_text("utf-8").splitlines()]
    answers = yaml.safe_load((ROOT / "tests" / "search" / "answers.yml").read_text("utf-8"))
    cases = {**WORDS, "answers": answers, "texts": [{"text": text, "keys": find_keys(text)} for text in texts]}
    (tmp_path / "cases.json").write_text(json.dumps(cases), "utf-8")
    files = sorted(map(str, (ROOT / "tests" / "search").glob("*.test.mjs")))
    environment = {**os.environ, "SEARCH_CASES": str(tmp_path / "cases.json")}
    command = [node, "--test", "--test-reporter=tap", *files]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", env=environment)
    assert done.returncode == 0, done.stdout + done.stderr
    assert int(re.findall(r"^# pass (\d+)", done.stdout, re.MULTILINE)[0]) > 100
