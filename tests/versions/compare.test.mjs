// The cases of words.yml, as JSON in the file that VERSION_CASES names, and those of findDifferences.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { compareTexts } from "../../scripts/briefs/theme/assets/versions/compare.js";
import { findDifferences } from "../../scripts/briefs/theme/assets/versions/parts.js";

const cases = JSON.parse(readFileSync(process.env.VERSION_CASES, "utf-8"));

test("the same words are marked as by the build", () => {
  assert.ok(cases.length > 400);
  for (const { language, before, after, runs } of cases) {
    assert.deepEqual(compareTexts(before, after, language), runs, `${before} → ${after}`);
  }
});

test("what a part said on a day is what it said last", () => {
  const pair = (en, ko) => [{ en, ko }];
  const texts = [
    { date: "2026-01-01", text: pair("one", "하나") },
    { date: "2026-03-01", text: [] },
    { date: "2026-05-01", text: pair("two", "하나") },
  ];
  const between = (from, to) => findDifferences([{ entry: "a", texts }], from, to);
  assert.deepEqual(between("2026-01-01", "2026-02-01"), []);
  assert.equal(between("2026-02-01", "2026-04-01")[0].after, null);
  assert.deepEqual(between("2026-01-01", "2026-05-01")[0].languages, ["en"]);
  assert.deepEqual(between("2025-01-01", "2026-01-01")[0].before, null);
});
