// The cases of words.yml, as JSON in the file that SEARCH_CASES names, and a search index of a single page.
import { readFileSync } from "node:fs";
import { SearchIndex } from "../../scripts/briefs/theme/assets/search/index.js";

export const cases = JSON.parse(readFileSync(process.env.SEARCH_CASES, "utf-8"));

// An index of these pages: [{word: weight}]; nothing is fetched.
export function createIndex(...pages) {
  const words = [...new Set(pages.flatMap(Object.keys))];
  const index = new SearchIndex({
    folder: "",
    words: words.map((word) => `a${word}`).join(" "),
    shards: [["", words.length]],
    chunks: [pages.length],
    themes: [],
    themed: pages.map(() => -1),
  });
  for (const word of index.vocabulary.values()) {
    const numbers = [...pages.keys()].filter((number) => word.text in pages[number]);
    Object.assign(word, { pages: numbers, weights: numbers.map((number) => pages[number][word.text]) });
  }
  return Object.assign(index, { loadWords() {}, loadPages: (matches) => matches });
}
