// Off the page's own thread: answers each query in the reader's language.
import { SearchIndex } from "./index.js";
import { findPages, readPages } from "./rank.js";
import { createResult } from "./snippets.js";

let opening;
let ask; // answers questions; it is loaded after the first results

addEventListener("message", async ({ data: { id, ...request } }) => {
  try {
    const index = await openIndex(request.lang);
    const isReady = Boolean(ask);
    postMessage({ id, isReady, ...(await answerQuery(index, request)) });
    if (isReady) return;
    ask = await import("./ask.js");
    postMessage({ id, isReady: true, ...(await answerQuery(index, request)) });
  } catch {
    postMessage({ id, failed: true });
  }
});

// What could not be fetched is asked for again at the next query.
function openIndex(lang) {
  opening ??= SearchIndex.open(lang).catch((error) => {
    opening = undefined;
    throw error;
  });
  return opening;
}

// {total, themes: [[title, count]], results, answer, isOutside}, for pages of the theme only if one is given; the best
// results, or all.
async function answerQuery(index, { query, lang, theme, showAll }) {
  const pages = await findPages(index, query);
  const findTheme = ({ page }) => index.themes[index.pageThemes[page]]?.[lang];
  const counts = new Map();
  for (const title of pages.map(findTheme)) if (title) counts.set(title, (counts.get(title) ?? 0) + 1);
  const selected = theme ? pages.filter((page) => findTheme(page) === theme) : pages;
  const found = await readPages(index, selected, query, lang, showAll ? selected.length : undefined);
  const { pages: shown, ...asked } = ask ? await ask.askQuestion(index, query, lang, found) : { pages: found };
  return {
    total: selected.length,
    themes: [...counts],
    results: shown.map((page) => createResult(page, lang)),
    ...asked,
  };
}
