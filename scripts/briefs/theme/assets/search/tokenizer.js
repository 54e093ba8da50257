// The words of a text, each with the key that all its spellings share. outputs/search/tokenizer.py does the same when the
// site is built; tests/search/words.yml holds the cases of both.
import { keys } from "./hangul.js";

const IN_WORDS = /^\d[\d,]*(?:\.\d+)?(?:[억만천]| ?(?:million|thousand)$)/;
const UNITS = { 억: 1e8, 만: 1e4, 천: 1e3, million: 1e6, thousand: 1e3 };
const HANGUL = /^[가-힣ㄱ-ㅎㅏ-ㅣ]/;
const NUMBERED = /^(?:[a-z]+-?\d|\d)/;
const WORD = new RegExp([
  "[가-힣ㄱ-ㅎㅏ-ㅣ]+",
  "[a-z]+(?:-?\\d+)+(?:-?[a-z\\d]{1,2}(?![a-z]))*", // a code: e-7-4r
  "\\d+(?:,\\d+)*(?:\\.\\d+)?(?:[억만천](?: ?\\d+(?:,\\d+)*[만천]?)*| ?(?:million|thousand)\\b)", // a figure in words: 3만 5천, 2.61 million
  "\\d[\\d,.]*\\d(?:st|nd|rd|th)?", // a figure: 35,000, 115th
  "[a-z\\d]+(?:[-'][a-z\\d]+)*",
].join("|"), "g");
// British and American spelling, plurals and verb endings: what both sides share, not a word of the language.
const SPELLING = [
  [/'s?$/, ""], [/programmes?$/, "program"], [/(..)our(?=s?$|ed$|ing$|er)/, "$1or"], [/is(?=(e[srd]?|ing|ations?)$)/, "iz"],
  [/centre/, "center"], [/ll(?=(ed|ing|er)$)/, "l"], [/ies$/, "y"], [/(ss|sh|ch|x|z)es$/, "$1"], [/([^s])s$/, "$1"],
];
const ENDINGS = [
  [/(ization|izing|ized|izer?)$/, "iz"], [/(ation|ating|ated?|ator)$/, "at"], [/(tion|ting|ted|te)$/, "t"],
  [/(ing|ed|ly|ment)$/, ""], [/e$/, ""],
];

export const isHangul = (word) => HANGUL.test(word);
export const isCode = (word) => NUMBERED.test(word);

// Straight quotes and hyphens, full-width letters as others, Hangul composed; no change of length after composing.
export const plain = (text) => text.normalize("NFC").replace(/[‘’]/g, "'").replace(/[‐‑–]/g, "-")
  .replace(/[！-～]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0)).toLowerCase();

// [{text, key, begin, end}] in the order of the text; one with a hyphen also as its parts (low-skilled, low, skilled).
export function words(text) {
  const found = [];
  for (const { 0: word, index } of plain(text).matchAll(WORD)) {
    const add = (part, begin) => found.push({ text: part, key: key(part), begin, end: begin + part.length });
    add(word, index);
    if (!word.includes("-") || isCode(word)) continue;
    let begin = index;
    for (const part of word.split("-")) {
      add(part, begin);
      begin += part.length + 1;
    }
  }
  return found;
}

// What words that mean the same share: E-7-4 and E74, labour and labor; Hangul as keys.
export function key(word) {
  if (isHangul(word)) return keys(word);
  if (IN_WORDS.test(word)) return figure(word);
  if (isCode(word)) return word.replace(/[-,.]|(st|nd|rd|th)$/g, "");
  return stem(word.replaceAll("-", ""));
}

function figure(word) {
  const parts = [...word.matchAll(/(\d[\d,]*(?:\.\d+)?) ?([억만천]|million|thousand)?/g)];
  return `${parts.reduce((sum, [, number, unit]) => sum + Math.round(number.replaceAll(",", "") * (UNITS[unit] ?? 1)), 0)}`;
}

export function stem(word) {
  if (word.length < 4) return word;
  const bare = replaced(word, SPELLING);
  const root = replaced(bare, ENDINGS);
  return root.length > 2 ? root.replace(/([^aeiouls])\1$/, "$1") : bare;
}

const replaced = (word, rules) => rules.reduce((text, [from, to]) => text.replace(from, to), word);
