import assert from "node:assert/strict";
import { test } from "node:test";
import { isCode, isHangul, stemWord, tokenize } from "../../scripts/briefs/theme/assets/search/tokenizer.js";
import { cases } from "./cases.mjs";

const findKeys = (text) => tokenize(text).map(({ key }) => key);

for (const { text, keys } of cases.keys) {
  test(`keys of ${text}`, () => assert.deepEqual(findKeys(text).sort(), [...keys].sort()));
}

test("every text of data/ has the keys that the build gives it", () => {
  assert.ok(cases.texts.length > 1000);
  for (const { text, keys } of cases.texts) assert.deepEqual(findKeys(text).sort(), keys.sort(), text);
});

test("tokens tell where they stand in the text", () => {
  const text = "The E‑7‑4 visa, low-skilled";
  const places = tokenize(text).map(({ begin, end }) => text.slice(begin, end));
  assert.deepEqual(places, ["The", "E‑7‑4", "visa", "low-skilled", "low", "skilled"]);
});

test("codes, Hangul and stems", () => {
  assert.deepEqual(["e74", "e-7-4", "115", "visa", "비자"].map(isCode), [true, true, true, false, false]);
  assert.deepEqual(["비자", "ㅂㅈ", "visa"].map(isHangul), [true, true, false]);
  assert.deepEqual(["policies", "organisations", "staying", "act"].map(stemWord), ["policy", "organiz", "stay", "act"]);
});
