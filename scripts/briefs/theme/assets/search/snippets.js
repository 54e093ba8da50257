// What the reader sees of a page that was found: where the words stand, marked, and why they are not seen if they are not.
import { isCode, isHangul, words } from "./tokenizer.js";

const SECTIONS = 2;
const NAMES = 3;
const LONG = 180; // characters of a text shown about what matches
const BRIEF = 70;
const RUN = 4; // words written apart that may be one in the query

const read = new Map(); // the words of texts shown before: the same pages come up at every key

const tokenised = (text) => {
  if (!read.has(text)) read.set(text, words(text));
  return read.get(text);
};

export function shown({ text: page, hits }, lang) {
  const { parts } = page;
  const ranked = parts.map((part) => ({ part, worth: told(part, hits) }))
    .filter(({ worth }) => worth).sort((one, other) => other.worth - one.worth).map(({ part }) => part);
  const sections = ranked.filter(({ at }) => at).slice(0, SECTIONS);
  const best = ranked[0] ?? parts[0];
  return {
    path: page.path,
    title: marks(page.title[lang], hits),
    theme: page.theme?.[lang],
    text: sections.includes(best) ? [] : excerpt(best[lang], hits),
    sections: sections.map((part) => ({ at: part.at, text: excerpt(part[lang], hits) })),
    why: why([page.title, ...ranked], hits, lang),
  };
}

// Where a text has what was asked for: [{begin, end, key}]; words written apart may be one of the query's.
function places(text, hits) {
  const all = tokenised(text);
  const found = [];
  for (let at = 0; at < all.length; at += 1) {
    if (at && all[at].begin < found.at(-1)?.end) continue;
    let key = "";
    for (let to = at; to < Math.min(all.length, at + RUN); to += 1) {
      key += all[to].key;
      if (to > at ? !hits.get(key)?.same : !hits.has(key)) continue;
      found.push({ begin: all[at].begin, end: all[to].end, key });
      break;
    }
  }
  return found;
}

// How much of what was asked a text says, in either language.
function told(part, hits) {
  const keys = new Set([part.en, part.ko].flatMap((text) => places(text, hits)).map(({ key }) => key));
  return [...keys].reduce((sum, key) => sum + hits.get(key).worth, 0);
}

// Why a page is found that does not show the words in the reader's language: its other language has them, or it goes
// by that name.
function why(texts, hits, lang) {
  if (texts.some((text) => places(text[lang], hits).length)) return null;
  const other = lang === "en" ? "ko" : "en";
  const twin = texts.find((text) => places(text[other], hits).length);
  if (twin) return { kind: "twin", lang: other, text: excerpt(twin[other], hits, BRIEF) };
  const names = [...hits.values()].sort((one, another) => another.worth - one.worth).map(({ text }) => text);
  if (!names.length) return null;
  const name = isHangul(names[0]) ? names[0] : names.filter((one) => !isHangul(one)).slice(0, NAMES).map(written).join(" ");
  return { kind: "related", lang: isHangul(name) ? "ko" : "en", text: [[name, true]] };
}

const written = (name) => (isCode(name) ? name.toUpperCase() : name);

// A text about its first match, in pieces; long ones cut between words.
function excerpt(text, hits, most = LONG) {
  const first = places(text, hits)[0]?.begin ?? 0;
  const begin = text.length > most && first > most / 2 ? text.indexOf(" ", first - most / 2) + 1 : 0;
  const end = text.length - begin > most ? text.lastIndexOf(" ", begin + most) : text.length;
  const pieces = marks(text.slice(begin, end > begin ? end : text.length), hits);
  return [begin && ["… ", false], ...pieces, end < text.length && [" …", false]].filter(Boolean);
}

// A text in pieces, those that match told from the rest.
function marks(text, hits) {
  const pieces = [];
  let last = 0;
  for (const { begin, end } of places(text, hits)) {
    pieces.push([text.slice(last, begin), false], [text.slice(begin, end), true]);
    last = end;
  }
  return [...pieces, [text.slice(last), false]].filter(([piece]) => piece);
}
