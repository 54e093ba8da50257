"""Word by word: what is marked, the same in the build and in the browser."""

import json
import os
import random
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from briefs.versions.comparison import compare_texts
from conftest import ROOT

CASES = yaml.safe_load((ROOT / "tests" / "versions" / "words.yml").read_text("utf-8"))
MARKS = {"same": "{}", "del": "[-{}-]", "ins": "{{+{}+}}"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['before']} > {case['after']}")
def test_exactly_the_changed_words_are_marked(case: dict[str, str]) -> None:
    runs = compare_texts(case["before"], case["after"], case["language"])
    assert "".join(MARKS[kind].format(text) for kind, text in runs) == case["marked"]


def generated_cases() -> list[dict[str, str]]:
    """Texts of few words in any order, so that equal pieces stand in every constellation."""
    chance, words = random.Random(7), ["a", "b", "가나", "3만 5천", "12,000", "e-8", "."]

    def text() -> str:
        return " ".join(chance.choices(words, k=chance.randrange(12)))

    return [{"before": text(), "after": text(), "language": chance.choice(["en", "ko"])} for _ in range(400)]


def test_both_texts_can_be_read_from_the_pieces() -> None:
    for case in [*CASES, *generated_cases()]:
        runs = compare_texts(case["before"], case["after"], case["language"])
        for name, left_out in (("before", "ins"), ("after", "del")):
            text = "".join(text for kind, text in runs if kind != left_out)
            assert re.sub(r"\s+", "", text) == re.sub(r"\s+", "", case[name])
        assert all(text == text.strip() for kind, text in runs if kind != "same")


@pytest.mark.long
def test_the_browser_marks_the_same_words(tmp_path: Path) -> None:
    node = shutil.which("node")
    assert node, "the tests of scripts need node: apt-get install npm"
    cases = [
        {**case, "runs": compare_texts(case["before"], case["after"], case["language"])}
        for case in [*CASES, *generated_cases()]
    ]
    (tmp_path / "cases.json").write_text(json.dumps(cases), "utf-8")
    command = [node, "--test", "--test-reporter=tap", str(ROOT / "tests" / "versions" / "compare.test.mjs")]
    environment = {**os.environ, "VERSION_CASES": str(tmp_path / "cases.json")}
    done = subprocess.run(command, capture_output=True, encoding="utf-8", env=environment)
    assert done.returncode == 0, done.stdout + done.stderr
    assert int(re.findall(r"^# pass (\d+)", done.stdout, re.MULTILINE)[0]) == 2
