"""What a draft is compared with, and by which rules: the same in Python and in the browser."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from benchmarks.drafts import check_sentences, count_rates, load_judged
from briefs.content.prose import Prose
from briefs.content.site_data import Data
from briefs.outputs.drafts import browser_pattern, draft_data
from briefs.text.patterns import CODE
from briefs.urls.pages import site_pages
from briefs.validation.claims import extract_claims
from conftest import ROOT

FOLDER = ROOT / "tests" / "drafts"
CASES: dict[str, Any] = yaml.safe_load((FOLDER / "claims.yml").read_text("utf-8"))


def read_claims(text: str, language: str) -> list[str]:
    """Return the claims of a text without `about`, which says how a figure is meant."""
    return sorted(extract_claims(text, language) - {"about"})


@pytest.mark.parametrize("case", CASES["claims"], ids=lambda case: case[0])
def test_the_build_reads_the_claims_of_a_text(case: list[Any]) -> None:
    """The browser's reader has the same cases: tests/drafts/claims.test.mjs."""
    text, language, claims = case
    assert read_claims(text, language) == claims


@pytest.mark.real_content
def test_the_modules_pass_their_tests(real: tuple[Data, dict[str, Prose]], tmp_path: Path) -> None:
    """`node --test`, with the cases and every text that a draft is compared with as Python reads it."""
    node = shutil.which("node")
    assert node, "the tests of scripts need node: apt-get install npm"
    data = draft_data(real[0], site_pages(*real))
    texts = [(place[3], "en") for place in data["places"]] + [(place[4], "ko") for place in data["places"]]
    texts += [(row["text"], row["language"]) for row in load_judged()]
    cases = {**CASES, "data": data, "texts": [[text, lang, read_claims(text, lang)] for text, lang in texts]}
    (tmp_path / "cases.json").write_text(json.dumps(cases), "utf-8")
    environment = {**os.environ, "DRAFT_CASES": str(tmp_path / "cases.json")}
    command = [node, "--test", "--test-reporter=tap", *sorted(map(str, FOLDER.glob("*.test.mjs")))]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", env=environment)
    assert done.returncode == 0, done.stdout + done.stderr
    assert int(re.findall(r"^# pass (\d+)", done.stdout, re.MULTILINE)[0]) > 50


def test_every_text_is_there_with_its_place(real: tuple[Data, dict[str, Prose]]) -> None:
    data, _ = real
    made = draft_data(data, site_pages(*real))
    named = {(made["pages"][page][0], anchor) for page, _, anchor, *_ in made["places"]}
    for policy in data.policies.values():
        parts = [*policy.points, *policy.every_fact, *policy.series]
        assert {(policy.path, part.id) for part in parts} <= named
        assert {f"{policy.path}#{series.id}" for series in policy.series} <= made["rows"].keys()
    for source in data.sources.values():
        assert {(source.path, passage.id) for passage in source.passages} <= named


def test_a_pattern_for_the_browser_has_no_signs_of_python() -> None:
    assert browser_pattern(re.compile(r"(?P<n>\d)\b[\w-]")) != r"(?P<n>\d)\b[\w-]"
    assert not re.search(
        r"\(\?P|\\b|\*\+|\\w", browser_pattern(CODE) + browser_pattern(re.compile(r"(?P<n>\d)\b[\w-]"))
    )


@pytest.mark.real_content
def test_judged_sentences() -> None:
    """The bounds of `bench.py drafts`, without the time."""
    rows = load_judged()
    assert len(rows) >= 200
    found, _ = check_sentences(rows)
    rates = count_rates(rows, found)
    assert rates.good, rates
