import assert from "node:assert/strict";
import { test } from "node:test";
import { joinTerms, matchTerm } from "../../scripts/briefs/theme/assets/search/match.js";
import { parseQuery } from "../../scripts/briefs/theme/assets/search/query.js";
import { createIndex } from "./cases.mjs";

const { vocabulary } = createIndex({ visa: 1, visible: 1, quota: 1, 계절: 1, 계절근로자: 1, 의장: 1, 난민: 1, e74: 1 });

function findBest(query) {
  const [term] = joinTerms(vocabulary, parseQuery(query));
  const matches = matchTerm(vocabulary, term, true).flatMap((match) => match.matches);
  return matches.sort((first, second) => second.similarity - first.similarity)[0]?.word.text;
}

for (const [query, word] of [
  ["visas", "visa"],
  ["ㅍㅑㄴㅁ", "visa"],
  ["nanmin", "난민"],
  ["난민에게는", "난민"],
  ["sksals", "난민"],
  ["ㄴㅁ", "난민"],
  ["qouta", "quota"], // swapped
  ["paper", undefined],
  ["quotta", "quota"],
  ["계절 근로자를", "계절근로자"],
  ["계절난민", "계절"], // a compound of both,
  ["e 7 4", "e74"],
  ["의자", undefined], // two syllables mean no other two
]) {
  test(`${query} means ${word}`, () => assert.equal(findBest(query), word));
}

test("the same word is more similar than any other", () => {
  const [{ matches, weight }] = matchTerm(vocabulary, parseQuery("visa")[0], true);
  assert.equal(weight, 1);
  for (const { word, similarity } of matches) assert.equal(similarity === 1, word.text === "visa", word.text);
});

test("terms that no word joins stay apart", () => {
  assert.equal(joinTerms(vocabulary, parseQuery("visa quota")).length, 2);
});
