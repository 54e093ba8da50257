"""A plain text is split into paragraphs and sentences as a careful reader would split it."""

import re
from typing import Any

import pytest
import yaml

from briefs.content.prose import Prose
from briefs.content.site_data import Data
from briefs.text.sentences import LONGEST, split_heading, split_text
from conftest import ROOT

CASES = yaml.safe_load((ROOT / "tests/text/sentences.yml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:40] for case in CASES])
def test_split(case: dict[str, Any]) -> None:
    assert split_text(case["text"]) == case["is"]


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:40] for case in CASES])
def test_nothing_is_lost(case: dict[str, Any]) -> None:
    joined = "".join(sentence for paragraph in split_text(case["text"]) for sentence in paragraph)
    assert re.sub(r"\s", "", joined) == re.sub(r"\s", "", case["text"])


@pytest.mark.real_content
def test_the_statement_is_split_as_its_passages_are(real: tuple[Data, dict[str, Prose]]) -> None:
    heading, text = split_heading((ROOT / "data/sources/statement.txt").read_text("utf-8"))
    assert heading[0] == "Statement by Mr. Bae Sang-up" and len(heading) == 3
    made = {
        f"p{paragraph}s{sentence}": words
        for paragraph, sentences in enumerate(split_text(text), 1)
        for sentence, words in enumerate(sentences, 1)
    }
    assert made == {passage.id: passage.en for passage in real[0].sources["statement"].passages}


@pytest.mark.parametrize(
    ("text", "heading", "first"),
    [
        ("Statement by A\nAn office\n\nMr. Chair,\n\nWe act.", ["Statement by A", "An office"], "Mr. Chair,"),
        (
            "장관 연설\n어느 장관\n\n존경하는 대표 여러분\n\n행동합니다.",
            ["장관 연설", "어느 장관"],
            "존경하는 대표 여러분",
        ),
        ("We act. We go on.", [], "We act."),
        ("We act on\nthis. We go on.\n\nThank you.", [], "We act on this."),
        ("No stop anywhere", [], "No stop anywhere"),
        ("Remarks\n\n1. We act.\n\n2. We go on.", ["Remarks"], "1. We act."),
        ("Remarks\n\n1. We act\non it.", ["Remarks"], "1. We act on it."),
    ],
)
def test_the_heading_stands_before_the_first_sentence(text: str, heading: list[str], first: str) -> None:
    found, rest = split_heading(text)
    assert (found, split_text(rest)[0][0]) == (heading, first)


def test_a_quotation_longer_than_a_sentence_may_be_is_split() -> None:
    quotation = f"He said: “{'We act today. ' * 200}”"
    assert max(map(len, split_text(quotation)[0])) < LONGEST
