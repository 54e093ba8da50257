import assert from "node:assert/strict";
import { test } from "node:test";
import { countWords, splitSentences } from "../../scripts/briefs/theme/assets/drafts/sentences.js";
import { cases } from "./cases.mjs";

for (const [draft, sentences] of cases.sentences) {
  test(JSON.stringify(draft), () => assert.deepEqual(splitSentences(draft), sentences));
}

test("words are what spaces separate, in either language", () => {
  assert.equal(countWords(" 계절근로자 배정 인원은\n 10만 9,100명이다. "), 5);
  assert.equal(countWords(" "), 0);
});
