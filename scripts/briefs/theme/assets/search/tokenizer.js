// Splits a text into words, each with the key that all its spellings share. outputs/search/tokenizer.py does the same
// when the site is built; tests/search/words.yml holds the cases of both.
import { toKeystrokes } from "./hangul.js";

const HANGUL = /^[가-힣ㄱ-ㅎㅏ-ㅣ]/;
const NUMBERED = /^(?:[a-z]+-?\d|\d)/;
const FIGURE_IN_WORDS = /^\d[\d,]*(?:\.\d+)?(?:[억만천]| ?(?:million|thousand)$)/;
const FIGURE_PART = /(\d[\d,]*(?:\.\d+)?) ?([억만천]|million|thousand)?/g;
const UNITS = { 억: 1e8, 만: 1e4, 천: 1e3, million: 1e6, thousand: 1e3 };
const WORD = new RegExp(
  [
    "[가-힣ㄱ-ㅎㅏ-ㅣ]+",
    "[a-z]+(?:-?\\d+)+(?:-?[a-z\\d]{1,2}(?![a-z]))*", // a code: e-7-4r
    // a figure in words: 3만 5천, 2.61 million
    "\\d+(?:,\\d+)*(?:\\.\\d+)?(?:[억만천](?: ?\\d+(?:,\\d+)*[만천]?)*| ?(?:million|thousand)\\b)",
    "\\d[\\d,.]*\\d(?:st|nd|rd|th)?", // a figure: 35,000, 115th
    "[a-z\\d]+(?:[-'][a-z\\d]+)*",
  ].join("|"),
  "g",
);
// British and American spelling, plurals and verb endings: what both sides share, not a word of the language.
const SPELLINGS = [
  [/'s?$/, ""],
  [/programmes?$/, "program"],
  [/(..)our(?=s?$|ed$|ing$|er)/, "$1or"],
  [/is(?=(e[srd]?|ing|ations?)$)/, "iz"],
  [/centre/, "center"],
  [/ll(?=(ed|ing|er)$)/, "l"],
  [/ies$/, "y"],
  [/(ss|sh|ch|x|z)es$/, "$1"],
  [/([^s])s$/, "$1"],
];
const ENDINGS = [
  [/(ization|izing|ized|izer?)$/, "iz"],
  [/(ation|ating|ated?|ator)$/, "at"],
  [/(tion|ting|ted|te)$/, "t"],
  [/(ing|ed|ly|ment)$/, ""],
  [/e$/, ""],
];

export const isHangul = (word) => HANGUL.test(word);
export const isCode = (word) => NUMBERED.test(word);

// Straight quotes and hyphens, full-width letters as others, Hangul composed; no change of length after composing.
export function normalizeText(text) {
  return text
    .normalize("NFC")
    .replace(/[‘’]/g, "'")
    .replace(/[‐‑–]/g, "-")
    .replace(/[！-～]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .toLowerCase();
}

// [{text, key, begin, end}] in the order of the text; one with a hyphen also as its parts (low-skilled, low, skilled).
export function tokenize(text) {
  const tokens = [];
  for (const { 0: word, index } of normalizeText(text).matchAll(WORD)) {
    const addToken = (part, begin) => {
      tokens.push({ text: part, key: wordKey(part), begin, end: begin + part.length });
    };
    addToken(word, index);
    if (!word.includes("-") || isCode(word)) continue;
    let begin = index;
    for (const part of word.split("-")) {
      addToken(part, begin);
      begin += part.length + 1;
    }
  }
  return tokens;
}

// What spellings of one word share: E-7-4 and E74, labour and labor; Hangul as keystrokes.
export function wordKey(word) {
  if (isHangul(word)) return toKeystrokes(word);
  if (FIGURE_IN_WORDS.test(word)) return `${parseFigure(word)}`;
  if (isCode(word)) return word.replace(/[-,.]|(st|nd|rd|th)$/g, "");
  return stemWord(word.replaceAll("-", ""));
}

function parseFigure(word) {
  const parts = [...word.matchAll(FIGURE_PART)];
  return parts.reduce((sum, [, number, unit]) => sum + Math.round(number.replaceAll(",", "") * (UNITS[unit] ?? 1)), 0);
}

export function stemWord(word) {
  if (word.length < 4) return word;
  const bare = applyRules(word, SPELLINGS);
  const root = applyRules(bare, ENDINGS);
  return root.length > 2 ? root.replace(/([^aeiouls])\1$/, "$1") : bare;
}

function applyRules(word, rules) {
  return rules.reduce((text, [from, to]) => text.replace(from, to), word);
}
