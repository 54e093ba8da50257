import assert from "node:assert/strict";
import { test } from "node:test";
import { ClaimReader } from "../../scripts/briefs/theme/assets/drafts/claims.js";
import { cases } from "./cases.mjs";

const reader = new ClaimReader(cases.data.rules);
const listWords = (text, lang) => [...new Set(reader.read(text, lang).flatMap(({ words }) => words))].sort();

for (const [text, lang, claims] of cases.claims) {
  test(text, () => assert.deepEqual(listWords(text, lang), claims));
}

test("every text of the site has the claims that Python reads in it", () => {
  assert.ok(cases.texts.length > 400);
  for (const [text, lang, claims] of cases.texts) assert.deepEqual(listWords(text, lang), claims, text);
});

test("a claim tells where it stands", () => {
  const text = "For 2026 the E-9 quota is 80,000.";
  const found = reader.read(text, "en").map(({ kind, begin, end }) => [kind, text.slice(begin, end)]);
  assert.deepEqual(found, [
    ["number", "2026"],
    ["code", "E-9"],
    ["number", "80,000"],
  ]);
});
