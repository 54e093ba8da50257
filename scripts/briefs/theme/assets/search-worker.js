// Off the page's own thread: reads the site's texts once, then answers each query in the reader's language.
import { Index } from "./search-match.js";
import { words } from "./search-text.js";

const ready = fetch(new URL("search.json", import.meta.url))
  .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.status))))
  .then((read) => new Index(read));
ready.catch(() => postMessage({ failed: true }));

addEventListener("message", async ({ data }) => {
  const index = await ready.catch(() => null);
  if (!index) return postMessage({ failed: true });
  postMessage({ asked: data.asked, ...answer(index, data) });
});

export function answer(index, { query, lang, theme }) {
  const all = index.find(query);
  const titled = (found) => index.pages[found.page].theme?.[lang] ?? "";
  const count = new Map();
  for (const found of all) if (titled(found)) count.set(titled(found), (count.get(titled(found)) ?? 0) + 1);
  const wanted = theme ? all.filter((found) => titled(found) === theme) : all;
  return { total: wanted.length, found: [...count], results: wanted.slice(0, 10).map((found) => told(index, found, lang)) };
}

function told(index, found, lang) {
  const page = index.pages[found.page];
  const keys = new Set(found.words.filter(({ sim }) => sim >= 0.5).map(({ key }) => key));
  const places = [...found.places].sort((one, other) => other[1] - one[1]).map(([place]) => place);
  const parts = places.filter(Number.isInteger).map((number) => page.parts[number]);
  const best = parts[0] ?? page.parts[0];
  const sections = parts.filter(({ at }) => at).slice(0, 2);
  return {
    path: page.path,
    title: marks(page.title[lang], keys),
    theme: page.theme?.[lang],
    text: best && !sections.includes(best) ? marks(best[lang], keys) : [],
    sections: sections.map((part) => ({ at: part.at, text: marks(part[lang], keys) })),
    why: why(page, places, parts, keys, lang),
  };
}

// Why a page is found whose words in the reader's language do not show it: the glossary's name, or the other language.
function why(page, places, parts, keys, lang) {
  const hit = (text) => words(text).find(({ key }) => keys.has(key));
  if ([page.title, ...parts].some((pair) => hit(pair[lang]))) return null;
  const other = lang === "en" ? "ko" : "en";
  const twin = [page.title, ...parts].find((pair) => hit(pair[other]));
  if (twin) return { kind: "twin", lang: other, text: twin[other].slice(hit(twin[other]).begin, hit(twin[other]).end) };
  for (const name of places.filter((place) => place.rank)) {
    for (const language of [lang, other]) {
      const text = name[language].find(hit);
      if (text) return { kind: "glossary", lang: language, text };
    }
  }
  return null;
}

// A text in pieces, those that match told from the rest.
function marks(text, keys) {
  const pieces = [];
  let end = 0;
  for (const word of words(text)) {
    if (!keys.has(word.key) || word.begin < end) continue;
    pieces.push([text.slice(end, word.begin), false], [text.slice(word.begin, word.end), true]);
    end = word.end;
  }
  return [...pieces, [text.slice(end), false]].filter(([piece]) => piece);
}
