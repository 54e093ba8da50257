import assert from "node:assert/strict";
import { test } from "node:test";
import { editDistance } from "../../scripts/briefs/theme/assets/search/edit-distance.js";
import { lostSyllableSimilarity, typoSimilarity } from "../../scripts/briefs/theme/assets/search/typos.js";

for (const [source, target, distance] of [
  ["", "", 0],
  ["visa", "visa", 0],
  ["visa", "vias", 1], // swapped
  ["visa", "viza", 1],
  ["visa", "vsa", 1],
  ["visa", "visas", 1],
  ["ca", "abc", 3], // no letter is moved twice
  ["kitten", "sitting", 3],
]) {
  test(`distance of ${source} and ${target}`, () => {
    assert.equal(editDistance(source, target, 9), distance);
    assert.equal(editDistance(target, source, 9), distance);
    if (distance) assert.equal(editDistance(source, target, distance - 1), distance);
  });
}

test("a beginning costs nothing for what follows", () => {
  assert.equal(editDistance("seaso", "season", 2, true), 0);
  assert.equal(editDistance("seaso", "season", 2), 1);
});

test("a longer word may have more typos", () => {
  assert.equal(typoSimilarity("seasonal", "seasonal"), 0.8);
  for (const [typed, word] of [
    ["immigraton", "immigration"],
    ["imigraton", "immigration"],
    ["talant", "talent"],
    ["quotta", "quota"],
  ]) {
    const similarity = typoSimilarity(typed, word);
    assert.ok(similarity > 0.5 && similarity < 0.8, `${typed}: ${similarity}`);
  }
  for (const [typed, word] of [
    ["police", "policy"],
    ["vist", "visa"],
    ["imgraton", "immigration"],
  ]) {
    assert.equal(typoSimilarity(typed, word), 0, typed);
  }
});

test("a syllable left out or replaced", () => {
  assert.ok(lostSyllableSimilarity("계절로자", "계절근로자") > 0);
  assert.ok(lostSyllableSimilarity("계졀근로자", "계절근로자") > 0);
  assert.equal(lostSyllableSimilarity("쿼트", "쿼터"), 0);
});
