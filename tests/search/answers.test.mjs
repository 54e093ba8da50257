import assert from "node:assert/strict";
import { test } from "node:test";
import { AnswerFinder } from "../../scripts/briefs/theme/assets/search/answers.js";
import { isOutOfScope, QuestionWords, readQuestion } from "../../scripts/briefs/theme/assets/search/question.js";
import { findValues } from "../../scripts/briefs/theme/assets/search/values.js";
import { cases } from "./cases.mjs";

const { words, parts, questions, outside, inside, values } = cases.answers;
const readNames = () => ({ has: (key) => ["orchard", "과수원"].includes(key), isTitle: () => false });
const source = ["2024-12-31", 0, 0];

function createFinder() {
  const withOrigin = parts.map((part) => ({
    ...part,
    origin: part.rows ? part.rows.map((row) => [...row, ...source]) : [source],
  }));
  const text = { path: "policies/orchard/", title: {}, parts: withOrigin };
  return new AnswerFinder([{ page: 0, text }], new QuestionWords(words), readNames);
}

for (const [query, answer] of questions.map(([query, answer]) => [String(query), answer])) {
  test(`${query}: ${answer}`, () => {
    const finder = createFinder();
    const question = readQuestion(query, finder.words);
    const found = finder.find(question, question.isKorean ? "ko" : "en");
    assert.equal(found?.value ?? null, answer);
  });
}

test("an answer is in the reader's language, whatever the query's", () => {
  const finder = createFinder();
  assert.equal(finder.find(readQuestion("과수원 제도 언제 시작", finder.words), "en").value, "3 May 2020");
});

test("what the site does not cover", () => {
  const isOutside = (query) => isOutOfScope(readQuestion(query, new QuestionWords(words)), () => false);
  assert.deepEqual(outside.filter(isOutside), outside);
  assert.deepEqual(inside.filter(isOutside), []);
});

for (const [lang, text, found] of values) {
  test(`values of ${text}`, () => {
    assert.deepEqual(
      findValues(text, lang).map((value) => value.text),
      found,
    );
  });
}
