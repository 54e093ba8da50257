// What a result shows of a page: the text about the matches, marked, and the reason if the matches are not in it.
import { isCode, isHangul, tokenize } from "./tokenizer.js";

const MAX_SECTIONS = 2;
const MAX_NAMES = 3;
const EXCERPT_LENGTH = 180; // characters of a text about its first match
const REASON_LENGTH = 70;
const MAX_JOINED_WORDS = 4; // words written apart that may be one in the query

const tokensByText = new Map(); // of texts shown before: the same pages are found at every key

export function createResult({ text: page, hits }, lang) {
  const parts = page.parts.map(readPart);
  const ranked = parts
    .map((part) => ({ part, score: partScore(part, hits) }))
    .filter(({ score }) => score)
    .sort((first, second) => second.score - first.score)
    .map(({ part }) => part);
  const sections = ranked.filter(({ at }) => at).slice(0, MAX_SECTIONS);
  const best = ranked[0] ?? parts[0];
  return {
    path: page.path,
    title: markMatches(page.title[lang], hits),
    theme: page.theme?.[lang],
    text: sections.includes(best) ? [] : createExcerpt(best[lang], hits),
    sections: sections.map((part) => ({
      at: part.at,
      text: createExcerpt(part[lang], hits),
      isUnsaid: part.kind === "unsaid",
    })),
    reason: matchReason([page.title, ...ranked], hits, lang),
  };
}

// A part with the text that results show: of a term its definition, of a series its figures.
function readPart(part) {
  const { kind, rows } = part;
  if (kind !== "term" && !rows) return part;
  const shown = { ...part };
  for (const lang of ["en", "ko"]) {
    if (!part[lang]) continue;
    const [first, second] = part[lang].split("\n");
    const figures = rows?.map(([period, value]) => `${period} ${value.toLocaleString("en")}`).join(", ");
    shown[lang] = [first, figures ?? second].filter(Boolean).join(": ");
  }
  return shown;
}

// Where a text has what was asked for: [{begin, end, key}]; words written apart may be one term of the query.
function findMatches(text, hits) {
  if (!text) return []; // the other language is not loaded
  const tokens = readTokens(text);
  const matches = [];
  for (let first = 0; first < tokens.length; first += 1) {
    if (first && tokens[first].begin < matches.at(-1)?.end) continue;
    let key = "";
    for (let last = first; last < Math.min(tokens.length, first + MAX_JOINED_WORDS); last += 1) {
      key += tokens[last].key;
      if (last > first ? !hits.get(key)?.isSame : !hits.has(key)) continue;
      matches.push({ begin: tokens[first].begin, end: tokens[last].end, key });
      break;
    }
  }
  return matches;
}

function readTokens(text) {
  if (!tokensByText.has(text)) tokensByText.set(text, tokenize(text));
  return tokensByText.get(text);
}

// How much of what was asked for a text holds, in either language.
function partScore(part, hits) {
  const matches = [part.en, part.ko].flatMap((text) => findMatches(text, hits));
  const keys = new Set(matches.map(({ key }) => key));
  return [...keys].reduce((sum, key) => sum + hits.get(key).score, 0);
}

// Why a page is found whose text in the reader's language has no match: its other language has one, or it goes by that
// name.
function matchReason(texts, hits, lang) {
  const hasMatch = (language) => (text) => findMatches(text[language], hits).length;
  if (texts.some(hasMatch(lang))) return null;
  const other = lang === "en" ? "ko" : "en";
  const text = texts.find(hasMatch(other));
  if (text) return { kind: "otherLanguage", lang: other, text: createExcerpt(text[other], hits, REASON_LENGTH) };
  const names = [...hits.values()].sort((first, second) => second.score - first.score).map((hit) => hit.text);
  if (!names.length) return null;
  const name = isHangul(names[0]) ? names[0] : joinLatinNames(names);
  return { kind: "related", lang: isHangul(name) ? "ko" : "en", text: [[name, true]] };
}

function joinLatinNames(names) {
  return names
    .filter((name) => !isHangul(name))
    .slice(0, MAX_NAMES)
    .map((name) => (isCode(name) ? name.toUpperCase() : name))
    .join(" ");
}

// A text about its first match, in pieces; long ones are cut between words.
function createExcerpt(text, hits, limit = EXCERPT_LENGTH) {
  const match = findMatches(text, hits)[0]?.begin ?? 0;
  const begin = text.length > limit && match > limit / 2 ? text.indexOf(" ", match - limit / 2) + 1 : 0;
  const end = text.length - begin > limit ? text.lastIndexOf(" ", begin + limit) : text.length;
  const pieces = markMatches(text.slice(begin, end > begin ? end : text.length), hits);
  return [begin && ["… ", false], ...pieces, end < text.length && [" …", false]].filter(Boolean);
}

// A text in pieces: [[piece, whether it matches]].
function markMatches(text, hits) {
  const pieces = [];
  let last = 0;
  for (const { begin, end } of findMatches(text, hits)) {
    pieces.push([text.slice(last, begin), false], [text.slice(begin, end), true]);
    last = end;
  }
  return [...pieces, [text.slice(last), false]].filter(([piece]) => piece);
}
