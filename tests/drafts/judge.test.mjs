import assert from "node:assert/strict";
import { test } from "node:test";
import { DraftJudge } from "../../scripts/briefs/theme/assets/drafts/judge.js";
import { cases } from "./cases.mjs";

// Invented places, with the words of data/search.yml.
const fact = (anchor, en, ko) => [0, "fact", anchor, en, ko, ["2025-01-01", 0, 0]];
const data = {
  rules: cases.data.rules,
  same: cases.data.same,
  pages: [
    ["policies/orchard/", "Orchard Visa", "과수원 비자"],
    ["statement/", "Statement", "성명"],
  ],
  publishers: [["Paper", "신문"]],
  rows: {
    "policies/orchard/#quota": [
      ["2024", 500],
      ["2025", 700],
    ],
  },
  names: [[[0], ["Orchard Visa", "orchard workers"], ["과수원 비자", "과수원 근로자"]]],
  places: [
    [0, "series", "quota", "Orchard Visa quota: people a year", "과수원 비자 쿼터: 명(연간)", ["2025-01-01", 0, 0]],
    fact(
      "start",
      "The Orchard Visa began on 3 May 2020 as a pilot.",
      "과수원 비자는 2020년 5월 3일 시범사업으로 시작되었다.",
    ),
    fact(
      "stay",
      "Orchard workers may stay for 5 months, and 8 months at most.",
      "과수원 근로자는 5개월, 최장 8개월 체류할 수 있다.",
    ),
    [1, "sentence", "p1s1", "Korea welcomes orchard workers.", "한국은 과수원 근로자를 환영합니다.", ["", 3]],
    [
      1,
      "sentence",
      "p1s2",
      "Migration has grown into a matter of the whole world.",
      "이주는 온 세계의 현안이 되었습니다.",
      ["", 3],
    ],
    ...Array.from({ length: 8 }, (_, n) => [
      1,
      "sentence",
      `p2s${n}`,
      `Filler ${"abcdefgh"[n]} word.`,
      `채움 ${"가나다라마바사아"[n]}말.`,
      ["", 3],
    ]),
  ],
};
const judge = new DraftJudge(data);

for (const [text, verdict, anchor] of [
  ["“Korea  welcomes orchard workers”", "verbatim", "p1s1"],
  ["한국은 과수원 근로자를 환영합니다.", "verbatim", "p1s1"],
  ["Korea welcomes orchard labourers.", "nearest", "p1s1"],
  ["The quota of the Orchard Visa was 700 in 2025.", "agrees", "quota"],
  ["The Orchard Visa quota rose from 500 in 2024 to 700 in 2025.", "agrees", "quota"],
  ["The Orchard Visa quota is 700 for 2025, up from 500 a year earlier.", "agrees", "quota"],
  ["2024년 과수원 비자 쿼터는 500명이었다.", "agrees", "quota"],
  ["The quota of the Orchard Visa was 700 in 2024.", "differs", "quota"],
  ["2025년 과수원 비자 쿼터는 500명이다.", "differs", "quota"],
  ["The Orchard Visa has existed since a pilot that began on 3 May 2020.", "agrees", "start"],
  ["The pilot of the Orchard Visa began on 3 June 2020.", "differs", "start"],
  ["과수원 비자 시범사업은 2021년 5월 3일 시작되었다.", "differs", "start"],
  ["Orchard workers may stay for 8 months at most.", "agrees", "stay"],
  ["Orchard workers may stay for 9 months at most.", "differs", "stay"],
  ["과수원 근로자는 최장 10개월 체류할 수 있다.", "differs", "stay"],
  ["Rice prices rose by 8 per cent in 2025.", "none", undefined],
  ["쌀값은 2025년 8퍼센트 올랐다.", "none", undefined],
]) {
  test(`${text}: ${verdict}`, () => {
    const found = judge.judge(text);
    assert.deepEqual([found.verdict, found.place?.anchor], [verdict, anchor]);
  });
}

test("what differs is told, and where it stands", () => {
  const { sentence, others } = judge.judge("The quota of the Orchard Visa was 900 in 2025.");
  assert.deepEqual(
    others.map(({ begin, end, text }) => [sentence.slice(begin, end), text]),
    [["900", "900"]],
  );
});

test("a sentence without figures neither agrees nor differs", () => {
  const site = new DraftJudge(cases.data);
  const without = cases.data.places.map((place) => place[3]).filter((text) => !/\d|January|March|September/.test(text));
  assert.ok(without.length > 40);
  for (const text of without) assert.match(site.judge(text).verdict, /^(?:verbatim|nearest|none)$/, text);
});
