"""Glossary terms are linked where a text contains them, and not inside other words."""

import re

import pytest

from briefs.content.prose import Prose
from briefs.content.site_data import Data
from briefs.text.glossary import GlossaryLinker


@pytest.mark.real_content
@pytest.mark.parametrize(
    ("language", "text", "marked"),
    [
        ("ko", "서울출입국·외국인청장을 지냈다.", []),
        (
            "ko",
            "법무부 출입국·외국인정책본부장에 임용되었다.",
            ["ministry-of-justice", "commissioner"],
        ),
        ("ko", "외국인력 도입 규모, 쿼터제", []),
        ("ko", "쿼터를 늘려 외국인에게 사회통합과", ["quota", "foreigner", "social-integration"]),
        ("ko", "외국인 계절근로자 제도와 외국인 근로자를", ["seasonal-worker-programme", "foreign-worker"]),
        ("ko", "법무부·농림축산식품부가", ["ministry-of-justice", "ministry-of-agriculture"]),
        ("en", "Quotas for foreigners; the re-entry ban and non-foreigner", ["quota", "foreigner", "re-entry-ban"]),
        ("en", "A SKİLLED WORKER or a skılled worker", ["skilled-worker"]),
        ("en", "The Commissioner of the Korea Immigration Service", ["commissioner"]),
    ],
)
def test_a_term_is_marked_as_a_word_of_its_own_and_the_longest_name_wins(
    real: tuple[Data, dict[str, Prose]], language: str, text: str, marked: list[str]
) -> None:
    html = GlossaryLinker(real[0], language, "glossary/").mark(text)
    assert re.findall('data-term="([^"]+)"', html) == marked
    assert re.sub("<[^>]+>", "", html) == text


@pytest.mark.real_content
def test_a_term_is_marked_once_on_a_page(real: tuple[Data, dict[str, Prose]]) -> None:
    explainer = GlossaryLinker(real[0], "ko", "glossary/")
    assert "data-term" in explainer.mark("쿼터를 늘렸다.")
    assert "data-term" not in explainer.mark("쿼터는 그대로이다.")
