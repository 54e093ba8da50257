import assert from "node:assert/strict";
import { test } from "node:test";
import { findPages } from "../../scripts/briefs/theme/assets/search/rank.js";
import { tokenize } from "../../scripts/briefs/theme/assets/search/tokenizer.js";
import { cases, createIndex } from "./cases.mjs";

const createPage = (text) => Object.fromEntries(tokenize(text).map((token) => [token.text, 3]));

for (const [written, ...typed] of cases.same.map((group) => group.map(String))) {
  const index = createIndex(createPage(written));
  for (const query of [written, ...typed]) {
    test(`${query} finds ${written}`, async () => assert.equal((await findPages(index, query)).length, 1));
  }
}

test("a word that begins alike is another", async () => {
  const index = createIndex({ visa: 3 });
  for (const query of ["visible", "police"]) assert.deepEqual(await findPages(index, query), []);
});

test("the page with more weight comes first, then the one with more of the terms", async () => {
  const index = createIndex({ visa: 2 }, { visa: 3 }, { visa: 2, quota: 3 }, { refugee: 3 }, { return: 3 });
  assert.deepEqual(
    (await findPages(index, "visa")).map(({ page }) => page),
    [1, 0, 2],
  );
  assert.equal((await findPages(index, "visa quota"))[0].page, 2);
});

test("the hits tell which words were meant", async () => {
  const [{ hits }] = await findPages(createIndex({ labour: 3 }), "labor");
  assert.deepEqual(
    [...hits.values()].map(({ text, isSame }) => [text, isSame]),
    [["labour", true]],
  );
});
