"""Measure how many wrong edits of the real data `check` refuses: seeded edits of one language, one at a time.

Missing acceptance does not count, since it is no rule. An edit is made in memory, in one text of one language, and
validated. Problems of the unchanged data are false alarms.
"""

import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from briefs import LANGUAGES
from briefs.content import loader
from briefs.content.data_file import DataFile
from briefs.content.models import Model, Passage, Policy, Series, Source, Text
from briefs.content.site_data import Data
from briefs.content.yaml_reader import Location
from briefs.validation import consistency, originals, parity

ROOT = Path(__file__).resolve().parents[2]
PER_KIND = 60
"""The maximum number of edits of one kind."""
LEAST, LEAST_OF_KIND = 0.95, 0.85
"""The share of all edits, and of each kind, that must be refused."""
GATES = [*consistency.EVIDENCE_RULES, originals.originals_untouched, consistency.check_quotations]


class Edit(NamedTuple):
    """One wrong edit: of a text in one language, or of a value of another kind."""

    kind: str
    key: str
    place: Location
    old: Any
    new: Any


SWAPS: dict[str, dict[str, list[tuple[str, list[str]]]]] = {
    "direction": {
        "en": [
            (r"\bexpanded\b", ["reduced", "cut", "narrowed", "shrunk"]),
            (r"\bexpansion\b", ["reduction", "cut", "contraction"]),
            (r"\bExpansion\b", ["Reduction", "Curtailment"]),
            (r"\bwidened\b", ["narrowed", "reduced"]),
            (r"\bextended\b", ["shortened", "cut", "reduced"]),
            (r"\b[Ss]trengthening\b", ["weakening", "undermining"]),
            (r"\bstrengthened\b", ["weakened", "eroded"]),
            (r"\b[Ss]tronger\b", ["weaker"]),
            (r"\b[Rr]aised\b", ["lowered", "reduced"]),
            (r"\bincreas(?:e|ed|es)\b", ["decrease", "fall"]),
            (r"\bmore diverse\b", ["less diverse", "fewer"]),
            (r"\bhigher than\b", ["lower than"]),
            (r"\bat least 100,000 more\b", ["at least 100,000 fewer"]),
            (r"\bwas launched\b", ["was abolished", "was ended"]),
            (r"\bvoluntary\b", ["forced", "compulsory"]),
            (r"\blawful\b", ["unlawful", "illegal"]),
            (r"\bfair\b", ["unfair"]),
            (r"\bpositive\b", ["negative", "harmful"]),
            (r"\blong[- ]term\b", ["short-term", "temporary"]),
            (r"\bshort-term\b", ["long-term", "permanent"]),
            (r"\bsafe\b", ["unsafe", "dangerous"]),
            (r"\bsuspended\b", ["imposed", "extended"]),
            (r"\bexcluded\b", ["included", "covered"]),
            (r"\bfirst half\b", ["second half"]),
        ],
        "ko": [
            ("확대", ["축소", "감축", "제한"]),
            ("강화", ["약화", "완화", "축소"]),
            ("늘어난", ["줄어든", "감소한"]),
            ("늘리기로", ["줄이기로", "단축하기로"]),
            ("연장", ["단축", "종료"]),
            ("추가", ["감축", "삭감"]),
            ("넓히", ["좁히", "줄이"]),
            ("다양화", ["축소", "단순화"]),
            ("신설", ["폐지", "철폐"]),
            ("합법", ["불법"]),
            ("공정하", ["불공정하"]),
            ("자발적", ["강제적"]),
            ("긍정적", ["부정적"]),
            ("장기체류", ["단기체류"]),
            ("안전하", ["위험하"]),
            ("유예", ["부과", "강화"]),
            ("상반기", ["하반기"]),
            ("적극", ["소극적으로"]),
            ("면제", ["부과"]),
            ("시행되었다", ["폐지되었다"]),
        ],
    },
    "negation": {
        "en": [
            (r"\bis (?=\w+ing\b)", ["is not "]),
            (r"\bhas (?=\w+ed\b)", ["has not ", "has never "]),
            (r"\bwas (?=\w+ed\b)", ["was not ", "was never "]),
            (r"\bwere (?=\w)", ["were not "]),
            (r"\bcan (?=\w)", ["cannot "]),
            (r"\bdid not have to\b", ["had to"]),
            (r"\bwill (?=\w)", ["will not ", "will never "]),
            (r"\bnot\b ?", [""]),
            (r"\bno (?=\w)", ["some "]),
        ],
        "ko": [
            ("하고 있다", ["하고 있지 않다", "하지 않고 있다"]),
            ("할 수 있다", ["할 수 없다"]),
            ("하였다", ["하지 않았다", "하지 못하였다"]),
            ("되었다", ["되지 않았다", "되지 못하였다"]),
            ("있도록", ["없도록"]),
            ("이다", ["이 아니다"]),
            ("않는다", ["한다"]),
            ("하고 있습니다", ["하고 있지 않습니다"]),
        ],
    },
    "degree": {
        "en": [
            (r"\bsignificantly ", ["", "slightly ", "somewhat "]),
            (r"\bclosely ", ["", "loosely "]),
            (r"\bactively ", ["", "reluctantly "]),
            (r"\brapid ", ["", "slow "]),
            (r"\btransformative ", ["", "minor "]),
            (r"\bas a whole\b", ["in part"]),
        ],
        "ko": [
            ("대폭 ", ["", "소폭 ", "약간 "]),
            ("긴밀히 ", ["", "느슨하게 "]),
            ("적극 ", ["", "소극적으로 "]),
            ("급격한 ", ["", "완만한 "]),
            ("획기적인 ", ["", "사소한 "]),
            ("전체", ["일부"]),
        ],
    },
    "bound": {
        "en": [
            (r"\bup to (?=\d)", ["at least ", "", "about "]),
            (r"\bat most (?=\d)", ["at least ", "", "more than "]),
            (r"\bat least (?=\d)", ["at most ", "", "up to "]),
            (r"\b[Aa]bout (?=\d)", ["", "more than ", "fewer than "]),
            (r"\bwithin (?=\d)", ["after ", "in more than "]),
            (r"\bexceed\b", ["fall below", "stay under"]),
            (r"\bto the end of\b", ["from the end of"]),
        ],
        "ko": [
            ("최장 ", ["최소 ", "", "약 "]),
            ("(?<![가-힣])약 (?=[0-9])", ["", "최대 "]),
            ("명 이상", ["명 이하", "명 미만", "명"]),
            ("년 이상", ["년 이하", "년 미만", "년"]),
            ("까지", ["부터"]),
            ("넘을", ["밑돌"]),
            ("범위에서", ["이상으로"]),
        ],
    },
    "unit": {
        "en": [
            (r"\bpeople\b", ["households", "companies"]),
            (r"\bplaces\b", ["households", "countries"]),
            (r"(?<=\d )areas\b", ["people", "countries", "companies"]),
            (r"(?<=\d )months\b", ["years", "weeks", "days"]),
            (r"(?<=\d )years\b", ["months", "days"]),
            (r"(?<=\d )days\b", ["months", "weeks"]),
            (r"(?<=\d )local governments\b", ["workers", "months"]),
            (r"(?<=\d )provinces and metropolitan cities\b", ["people", "months"]),
            (r"(?<=\d)%", [" people", ""]),
        ],
        "ko": [
            (r"(?<=[0-9만천])( ?)명", [r"\1가구", r"\1곳", r"\1개국", r"\1건"]),
            (r"(?<=[0-9])개월", ["년", "주", "일"]),
            (r"(?<=[0-9])년간", ["개월간", "일간"]),
            (r"(?<=[0-9천])( ?)곳", [r"\1명", r"\1개국", r"\1건"]),
            (r"(?<=[0-9])일(?=\))", ["개월", "년"]),
            (r"(?<=[0-9])개 지방", ["명 지방", "개월 지방"]),
            (r"(?<=[0-9])%", ["명", ""]),
        ],
    },
    "name": {
        "en": [
            (r"\bYun Seong-deok\b", ["Kim Seong-deok", "Yun Sung-min"]),
            (r"\bBae Sang-up\b", ["Bae Sang-min", "Kim Sang-up"]),
            (r"\bAmy Pope\b", ["Amy Hope", "António Vitorino"]),
            (r"\bGeneva\b", ["Vienna", "New York"]),
            (r"\bIOM Council\b", ["IOM Assembly", "UN Council"]),
            (r"\bMinistry of Justice\b", ["Ministry of Labour", "Ministry of the Interior"]),
            (r"\bRegion-Specialized Visa\b", ["Regional Visa", "Top-Tier visa"]),
            (r"\bSeasonal Worker Program\b", ["Employment Permit System", "Guest Worker Program"]),
            (r"\bNew Immigration Policy\b", ["Basic Immigration Plan", "New Refugee Policy"]),
            (r"\bTop-Tier visa\b", ["Youth Dream visa", "Gold visa"]),
            (r"\bUnited Nations\b", ["European Union"]),
            (r"\bK-point E74\b", ["K-tech E74"]),
            (r"\bSeoul\b", ["Busan"]),
            (r"\bMinistry of Oceans and Fisheries\b", ["Ministry of Environment"]),
        ],
        "ko": [
            ("윤성덕", ["윤성민", "김성덕"]),
            ("배상업", ["배상민", "김상업"]),
            ("에이미 포프", ["에이미 호프"]),
            ("제네바", ["빈", "뉴욕"]),
            ("IOM 이사회", ["IOM 총회", "유엔 이사회"]),
            ("법무부", ["고용노동부", "외교부", "행정안전부"]),
            ("지역특화형 비자", ["광역형 비자", "톱티어 비자"]),
            ("외국인 계절근로자 제도", ["고용허가제", "외국인 연수생 제도"]),
            ("출입국·이민정책", ["난민정책", "다문화정책"]),
            ("톱티어 비자", ["청년 드림 비자", "골드 비자"]),
            ("유엔 초국가적", ["유럽연합 초국가적"]),
            ("해양수산부", ["환경부"]),
            ("국제이주기구", ["국제노동기구"]),
        ],
    },
}


def main() -> int:
    """Make the edits; print how many of each kind are refused, and how many texts have exceptions."""
    data = loader.load_data(ROOT)
    alarms = sum(len(list(rule(data))) for rule in consistency.RULES)
    refused, made, missed = Counter[str](), Counter[str](), []
    for edit in _draw_edits(data):
        made[edit.kind] += 1
        if _is_refused(data, edit):
            refused[edit.kind] += 1
        else:
            missed.append(edit)
    for edit in missed:
        print(f"missed {edit.kind}: {edit.key} {data.files[edit.key].name(edit.place)}: {edit.old} → {edit.new}")
    print("\n| kind | refused | made | share |\n|---|---|---|---|")
    for kind in sorted(made):
        print(f"| {kind} | {refused[kind]} | {made[kind]} | {refused[kind] / made[kind]:.0%} |")
    total, whole = sum(refused.values()), sum(made.values())
    texts = sum(len(file.texts()) for key, file in data.files.items() if key.split("/")[0] in parity.COMPARED)
    signed = {(key, entry.at) for key in data.files for entry in data.exceptions(key)}
    print(f"| all | {total} | {whole} | {total / whole:.0%} |")
    print(f"\nfalse alarms on the untouched data: {alarms}; texts signed: {len(signed)} of {texts}")
    return 0 if are_enough(refused, made) and not alarms else 1


def are_enough(refused: Counter[str], made: Counter[str]) -> bool:
    """Return whether enough edits are refused: 95 of 100 of all, and 85 of 100 of each kind."""
    kinds = all(refused[kind] >= LEAST_OF_KIND * times for kind, times in made.items())
    return kinds and refused.total() >= LEAST * made.total()


def _draw_edits(data: Data) -> list[Edit]:
    """Return some edits of each kind, the same ones every time."""
    draw, found = random.Random(23), dict[str, list[Edit]]()
    for edit in _possible_edits(data, draw):
        found.setdefault(edit.kind, []).append(edit)
    return [edit for kind in sorted(found) for edit in draw.sample(found[kind], min(PER_KIND, len(found[kind])))]


def _possible_edits(data: Data, draw: random.Random) -> Iterator[Edit]:
    """Yield every edit that is possible in the data."""
    for key, file in data.files.items():
        if key.split("/")[0] not in {"policies", "sources", "themes", "statuses"}:
            continue
        for place, text in file.texts():
            for language in LANGUAGES:
                if not {"note", "withdrawn"} & set(map(str, place[-2:])) or place[0] == "series":
                    yield from _of_text(key, (*place, language), text[language], language, draw)
        if isinstance(file.shape, Policy):
            yield from _of_policy(data, key, file.shape, draw)
        if isinstance(file.shape, Source):
            yield from _of_source(key, file.shape, draw)


def _of_text(key: str, place: Location, text: str, language: str, draw: random.Random) -> Iterator[Edit]:
    for kind, languages in SWAPS.items():
        for pattern, choices in languages[language]:
            if re.search(pattern, text):
                new = re.sub(pattern, draw.choice(choices), text, count=1)
                yield Edit(f"{kind}-{language}", key, place, text, new)
    yield from _of_figures(key, place, text, language, draw)


def _of_figures(key: str, place: Location, text: str, language: str, draw: random.Random) -> Iterator[Edit]:
    years = list(re.finditer(r"(?<![\d,.])20[0-3]\d(?![\d,.]\d|\d)", text))
    if years:
        year = draw.choice(years)
        new = str(int(year[0]) + draw.choice((-2, -1, 1, 2)))
        yield Edit(f"year-{language}", key, place, text, text[: year.start()] + new + text[year.end() :])
    figures = [
        m for m in re.finditer(r"(?<![\d,.A-Z-])\d[\d,.]*\d(?![\d-])", text) if m[0] not in {y[0] for y in years}
    ]
    if figures:
        figure = draw.choice(figures)
        digits = [n for n in range(len(figure[0])) if figure[0][n].isdigit()]
        at = draw.choice(digits)
        digit = str((int(figure[0][at]) + draw.randint(1, 8)) % 9 + 1)
        new = figure[0][:at] + (digit if digit != figure[0][at] else "7" if digit != "7" else "4") + figure[0][at + 1 :]
        yield Edit(f"figure-{language}", key, place, text, text[: figure.start()] + new + text[figure.end() :])
    values = [m for m in figures if "," in m[0] or "%" in text[m.end() : m.end() + 1]]
    if len(values) > 1 and values[0][0] != values[1][0]:
        first, second = values[:2]
        new = text[: first.start()] + second[0] + text[first.end() : second.start()] + first[0] + text[second.end() :]
        yield Edit(f"exchanged-{language}", key, place, text, new)
    codes = list(re.finditer(r"\b[A-H]-\d{1,2}(?:-[A-Z0-9]+)?R?\b", text))
    if codes:
        code = draw.choice(codes)
        new = draw.choice([c for c in ("E-9", "E-8", "F-4", "D-10", "E-7-1", "F-2-R") if c != code[0]])
        yield Edit(f"code-{language}", key, place, text, text[: code.start()] + new + text[code.end() :])
    day = r"\b\d{1,2}(?= (?:January|February|March|April|May|June|July|August|September|October|November|December))"
    days = list(re.finditer(day if language == "en" else r"\d{1,2}(?=[월일](?![가-힣]{2}간))", text))
    if days:
        one = draw.choice(days)
        new = str(int(one[0]) % 11 + 1)
        yield Edit(f"date-{language}", key, place, text, text[: one.start()] + new + text[one.end() :])


def _of_policy(data: Data, key: str, policy: Policy, draw: random.Random) -> Iterator[Edit]:
    """Yield edits of a policy: values of a series exchanged or changed, and wrong sentences cited."""
    for number, series in enumerate(policy.series):
        rows = [row for row, value in enumerate(series.values) if value.value is not None]
        for first in rows:
            for second in rows:
                if first < second and series.values[first].value != series.values[second].value:
                    new = _swap_values(series, first, second)
                    yield Edit("series-exchanged", key, ("series", number, "values"), series.values, new)
        for row in rows:
            value = series.values[row]
            changed = [*series.values]
            changed[row] = value.model_copy(update={"value": int(value.value or 0) + draw.choice((10, 100, 1000))})
            yield Edit("series-value", key, ("series", number, "values"), series.values, changed)
    passages = [cite for cite, passage in data.passages().items() if not passage.role]
    for number, point in enumerate(policy.points):
        for place in range(len(point.cites)):
            for wrong in draw.sample([name for name in passages if name not in point.cites], 2):
                cites = [*point.cites[:place], wrong, *point.cites[place + 1 :]]
                yield Edit("citation", key, ("points", number, "cites"), point.cites, cites)


def _swap_values(series: Series, first: int, second: int) -> list[Any]:
    values = [*series.values]
    values[first] = values[first].model_copy(update={"value": series.values[second].value})
    values[second] = values[second].model_copy(update={"value": series.values[first].value})
    return values


def _of_source(key: str, source: Source, draw: random.Random) -> Iterator[Edit]:
    """Yield edits of the original: a word left out, added, or exchanged."""
    for number, passage in enumerate(source.passages):
        words = passage[source.authoritative].split()
        for _ in range(3):
            at = draw.randrange(len(words))
            changed = draw.choice(([], [words[at], words[at]], ["various"], [words[at].upper() + "s"]))
            new = " ".join([*words[:at], *changed, *words[at + 1 :]])
            place: Location = ("passages", number, source.authoritative)
            if new != passage[source.authoritative] and new:
                yield Edit("original", key, place, passage[source.authoritative], new)


def _is_refused(data: Data, edit: Edit) -> bool:
    """Return whether any rule reports a problem of the data with an edit."""
    file = data.files[edit.key]
    changed = DataFile(file.path, file.root, _replace_value(file.shape, edit.place, edit.new))
    edited = loader._build_data({**data.files, edit.key: changed})
    problems = (parity.file_agrees(edited, edit.key), *(gate(edited) for gate in GATES))
    return any(next(found, None) is not None for found in problems)


def _replace_value(value: Any, place: Location, new: Any) -> Any:
    """Return a copy of a model with another value at a location."""
    if not place:
        return new
    step, rest = place[0], place[1:]
    if isinstance(value, list):
        return [_replace_value(entry, rest, new) if number == step else entry for number, entry in enumerate(value)]
    if isinstance(value, Text):
        return type(value)(**{name: new if name == step else value[name] for name in LANGUAGES})
    assert isinstance(value, Model | Passage)
    return value.model_copy(update={str(step): _replace_value(getattr(value, str(step)), rest, new)})
