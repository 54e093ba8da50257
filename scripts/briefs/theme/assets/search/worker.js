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

// {total, choices, results, answer, isOutside}, for pages of the chosen theme and statement only if there are any; the
// best results, or all. `choices`: the themes and the statements of the pages found, each as [[title, count]].
async function answerQuery(index, { query, lang, chosen, showAll }) {
  const pages = await findPages(index, query);
  const titles = ({ page }) => index.groupsOf(page).map((groups) => groups.map((group) => group[lang]));
  const selected = pages.filter((page) => titles(page).every((own, n) => !chosen[n] || own.includes(chosen[n])));
  const found = await readPages(index, selected, query, lang, showAll ? selected.length : undefined);
  const { pages: shown, ...asked } = ask ? await ask.askQuestion(index, query, lang, found) : { pages: found };
  return {
    total: selected.length,
    choices: [0, 1].map((n) => countTitles(pages.flatMap((page) => titles(page)[n]))),
    results: shown.map((page) => createResult(page, lang)),
    ...asked,
  };
}

function countTitles(titles) {
  const counts = new Map();
  for (const title of titles) counts.set(title, (counts.get(title) ?? 0) + 1);
  return [...counts];
}
