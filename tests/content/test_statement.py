"""The statement in the data is the original statement, word for word."""

import pytest

from briefs.content.prose import Prose
from briefs.content.site_data import Data

pytestmark = pytest.mark.real_content
# The statement as it was delivered in writing; its line breaks stand for one space each.
STATEMENT = """
Statement by Mr. Bae Sang-up Commissioner of Korea Immigration Service Ministry of Justice of the
Republic of Korea

Mr. Chair, Director-General Amy Pope and Distinguished Delegates,

First of all, I would like to extend my gratitude to International Organization for Migration (IOM)
for its rigorous efforts to enhance safe, regular, orderly migration.

Recently, migration has emerged as significantly important global issue. In response, Korea has put
various policies and institutions in place, while strengthening international cooperation

First, the Korean Government is actively engaged in promoting fair and lawful migration pathways. It
encourages the legal entry of foreign workers, recognizing their valuable contributions to the
Korean society. For instance, the Government has significantly expanded the quota for skilled labor,
enabling long-term stays for migrant workers who have gained expertise through long-term employment
in low-skilled sectors. It is also implementing the Seasonal Worker Program, which facilitates
short-term seasonal employment, and the Region-Specialized Visa System, which facilitates local
employment of foreign workers.

Notably, in September 2024, the Korean government announced the New Immigration Policy, which
introduces several transformative measures. These include diversifying visa tracks to attract
international talent, implementing visa

governance that aligns with the needs of local governments and the private sector, strengthening the
social integration of migrants, and establishing a scientific and systematic framework for
introducing foreign workers. These policies represent a paradigm shift in Korea's approach to
addressing rapid demographic and economic changes.

Korea is also working closely with multiple countries and international organizations to prevent
irregular migration and counter smuggling and human trafficking, while safeguarding migrants' human
rights. Such efforts include providing support for voluntary and safe returns and collaborating with
other states to block smuggling and human trafficking routes. Such policies also create an
environment where migrants can be protected and simultaneously empowered to contribute to the Korean
society. I hope these efforts by my government will have a positive impact not only on Korea but
also on the international community as a whole.

In closing, I express my gratitude to the IOM Member States for their support in electing the
Ambassador of the Republic of Korea as the Chairperson of the IOM Council for the coming year. The
Korean Government will continue its efforts to foster a safe and fair migration environment in
collaboration with the international community. Let us unite our efforts to build a better future.

Thank you.
"""


def test_the_english_passages_are_the_statement_verbatim(real: tuple[Data, dict[str, Prose]]) -> None:
    source = real[0].sources["statement"]
    lines = [source.speaker.en, source.office.en, source.ministry.en, *(p.en for p in source.passages)]
    assert " ".join(lines).split() == STATEMENT.split()


def test_its_paragraphs_and_sentences_are_counted_as_printed(
    real: tuple[Data, dict[str, Prose]],
) -> None:
    passages = real[0].passages()
    assert passages["statement#p1s1"].en == "Mr. Chair, Director-General Amy Pope and Distinguished Delegates,"
    assert passages["statement#p4s3"].en.startswith("For instance, the Government has significantly expanded")
    assert passages["statement#p8s1"].en == "Thank you."
    assert passages["statement#p8s1"].ko == "감사합니다."
    assert max(passage.paragraph for passage in passages.values()) == 8
