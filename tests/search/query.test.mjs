import assert from "node:assert/strict";
import { test } from "node:test";
import {
  isEnding,
  isQuestionVerb,
  isStopword,
  listForms,
  parseQuery,
} from "../../scripts/briefs/theme/assets/search/query.js";

for (const [query, ...keys] of [
  ["What is the quota?", "quota"],
  ["how long may I stay on an E 7 4", "stay", "e74"],
  ["ㄷ-7-4", "e74"],
  ["2024.9.26", "2024", "9", "26"],
  ["26 Nov 2024", "26", "november", "2024"],
  ["the of", "the", "of"], // nothing else was typed
  ["low-skilled", "low", "skil"],
]) {
  test(`terms of ${query}`, () =>
    assert.deepEqual(
      parseQuery(query).map(({ key }) => key),
      keys,
    ));
}

test("forms of a Korean word, the longest first", () => {
  assert.deepEqual(listForms("쿼터"), ["쿼터"]);
  const forms = listForms("유학생과보다는");
  assert.equal(forms[0], "유학생과보다는");
  assert.ok(forms.includes("유학생과보다") && forms.includes("유학생과"));
  assert.ok(forms.every((form, index) => !index || form.length <= forms[index - 1].length));
});

test("stopwords, endings and verbs of a question", () => {
  assert.deepEqual(["the", "무엇을", "쿼터", "visa"].map(isStopword), [true, true, false, false]);
  assert.deepEqual(["으로부터", "터"].map(isEnding), [true, false]);
  assert.deepEqual(["있나요", "쓸", "쿼터", "visa"].map(isQuestionVerb), [true, true, false, false]);
});
