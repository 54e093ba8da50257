// What the reader sees of a page that was found: where the words stand, marked, and why they are not seen if they are not.
import { isCode, isHangul, words } from "./search-words.js";

const SECTIONS = 2;
const NAMES = 3;
const tokens = new Map(); // the words of texts shown before: the same pages come up at every key

const tokenised = (text) => {
  if (!tokens.has(text)) tokens.set(text, words(text));
  return tokens.get(text);
};

export function shown({ text: page, hits }, lang) {
  const parts = page.parts.map(([at, en, ko]) => ({ at, en, ko }));
  const ranked = parts.map((part) => ({ part, worth: told(part, hits) }))
    .filter(({ worth }) => worth).sort((one, other) => other.worth - one.worth).map(({ part }) => part);
  const sections = ranked.filter(({ at }) => at).slice(0, SECTIONS);
  const best = ranked[0] ?? parts[0];
  return {
    path: page.path,
    title: marks(page.title[lang], hits),
    theme: page.theme?.[lang],
    text: best && !sections.includes(best) ? marks(best[lang], hits) : [],
    sections: sections.map((part) => ({ at: part.at, text: marks(part[lang], hits) })),
    why: why([page.title, ...ranked], hits, lang),
  };
}

// How much of what was asked a text says, in either language.
function told(part, hits) {
  const keys = new Set([...tokenised(part.en), ...tokenised(part.ko)].map(({ key }) => key));
  let worth = 0;
  for (const [key, hit] of hits) if (keys.has(key)) worth += hit.worth;
  return worth;
}

// Why a page is found that does not show the words in the reader's language: its other language has them, or it goes
// by that name in the glossary.
function why(texts, hits, lang) {
  const hit = (text) => tokenised(text).find(({ key }) => hits.has(key));
  if (texts.some((text) => hit(text[lang]))) return null;
  const other = lang === "en" ? "ko" : "en";
  for (const { [other]: text } of texts) {
    const word = hit(text);
    if (word) return { kind: "twin", lang: other, text: text.slice(word.begin, word.end) };
  }
  const names = [...hits.values()].sort((one, another) => another.worth - one.worth).map(({ text }) => text);
  const [first] = names;
  if (!first) return null;
  const alike = names.filter((name) => isHangul(name) === isHangul(first)).slice(0, NAMES);
  return { kind: "glossary", lang: isHangul(first) ? "ko" : "en", text: alike.map(written).join(" ") };
}

const written = (name) => (isCode(name) ? name.toUpperCase() : name);

// A text in pieces, those that match told from the rest.
function marks(text, hits) {
  const pieces = [];
  let end = 0;
  for (const word of tokenised(text)) {
    if (!hits.has(word.key) || word.begin < end) continue;
    pieces.push([text.slice(end, word.begin), false], [text.slice(word.begin, word.end), true]);
    end = word.end;
  }
  return [...pieces, [text.slice(end), false]].filter(([piece]) => piece);
}
