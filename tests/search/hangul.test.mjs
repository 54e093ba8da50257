import assert from "node:assert/strict";
import { test } from "node:test";
import { guessSounds, toInitials, toKeystrokes, toSounds } from "../../scripts/briefs/theme/assets/search/hangul.js";

test("Hangul as the keys that type it", () => {
  assert.deepEqual(["계절", "값", "ㅍㅑㄴㅁ", "e7"].map(toKeystrokes), ["rpwjf", "rkqt", "visa", "e7"]);
});

test("initials", () => assert.deepEqual(["계절", "쿼터", "ㄱㅈ"].map(toInitials), ["ㄱㅈ", "ㅋㅌ", "ㄱㅈ"]));

for (const [word, ...spellings] of [
  ["난민", "nanmin"],
  ["계절", "gyejeol", "kyejol"],
  ["법무부", "beommubu", "beopmubu"],
  ["협력", "hyeomnyeok", "hyeopryeok"],
  ["인권", "ingwon"],
]) {
  test(`${word} sounds like ${spellings}`, () => {
    for (const spelling of spellings) assert.ok(guessSounds(spelling).includes(toSounds(word)), spelling);
  });
}
