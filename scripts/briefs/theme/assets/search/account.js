// Whether a text accounts for each word of a question: by the word itself, one of the same meaning, or a name of its
// page.
import { explainKorean, isTail, listWords } from "./question.js";
import { normalizeText, tokenize } from "./tokenizer.js";

const SAME = 0.85; // as much as the word itself, for one of the same meaning
const NAMED = 0.4; // for a name of the page
const TITLE = 0.15; // more if the page goes by the word too
const IDLE = 0.1; // a word that says little
const ASKED = 0.45; // a word for what is asked

// A text prepared for looking words up: {original, flat: without spaces, keys: Map of each word's key and its places,
// line: the keys in order, tokens}.
export function prepareText(part, lang) {
  part.prepared ??= {};
  part.prepared[lang] ??= readText(part[lang]);
  return part.prepared[lang];
}

function readText(text) {
  const original = normalizeText(text);
  const tokens = listWords(original);
  const keys = new Map();
  const addKey = (key, { begin, end }) => keys.set(key, [...(keys.get(key) ?? []), { begin, end }]);
  for (const token of tokens) {
    addKey(token.key, token);
  }
  for (const token of tokenize(original)) if (token.text.includes("-")) addKey(token.key, token);
  const line = ` ${tokens.map(({ key }) => key).join(" ")} `;
  return { original, flat: flattenText(original), keys, tokens, line, groups: new Map() };
}

// Korean text without spaces, punctuation and Hanja: 신(新) 출입국·이민정책 is 신출입국이민정책.
const flattenText = (text) => text.replace(/[^a-z\d가-힣]/g, "");

// Where a text has a word of a group: [{begin, end}].
export function findGroup(text, { phrases, korean }, number) {
  if (!text.groups.has(number)) {
    const places = [];
    for (const phrase of phrases) {
      for (let at = text.line.indexOf(` ${phrase} `); at >= 0; at = text.line.indexOf(` ${phrase} `, at + 1)) {
        places.push(text.tokens[text.line.slice(0, at + 1).split(" ").length - 2]);
      }
    }
    for (const word of korean) {
      for (let at = text.original.indexOf(word); at >= 0; at = text.original.indexOf(word, at + 1)) {
        places.push({ begin: at, end: at + word.length });
      }
      if (!places.length && word.length > 2 && text.flat.includes(word.replaceAll(" ", ""))) {
        places.push({ begin: 0, end: 0 });
      }
    }
    text.groups.set(number, places);
  }
  return text.groups.get(number);
}

// {own, score, anchors: [[{begin, end}], …], named} of a word of a question, or null. `rarity(key)` tells how much a
// word says; `names` are those of the page.
export function accountFor(item, text, { words, rarity, names }) {
  if (item.isKorean) return accountForKorean(item, text, words, rarity, names);
  const account = accountForLatin(item, text, words, rarity, names);
  if (account || !item.apart) return account;
  const parts = item.apart.map((part) => accountForLatin(part, text, words, rarity, names));
  return parts.every(Boolean) ? sumAccounts(parts) : null;
}

const sumAccounts = (accounts) => ({
  own: accounts.reduce((sum, { own }) => sum + own, 0),
  score: accounts.reduce((sum, { score }) => sum + score, 0),
  anchors: accounts.flatMap(({ anchors }) => anchors),
  named: accounts.some(({ named }) => named),
});

const found = (own, score, places, named = false) => ({
  own,
  score,
  anchors: places.length ? [{ places, weight: score }] : [],
  named,
});

function accountForLatin(item, text, words, rarity, names) {
  const { meanings = [], parts = [item] } = item;
  const isFree = meanings.some(({ kind, isIdle }) => kind || isIdle);
  const isOwn = parts.length > 1 ? text.line.includes(` ${item.key} `) : text.keys.has(item.key);
  const title = names.has(item.key) ? TITLE : 0;
  if (isOwn) {
    const places = text.keys.get(parts[0].key) ?? [];
    if (isFree) return found(0, meanings.some(({ kind }) => kind) ? ASKED : IDLE, places);
    return found(rarity(item.key), rarity(item.key) + title, places, title > 0);
  }
  const ofGroup = bestOfGroups(meanings, text, words, rarity);
  if (ofGroup) return found(ofGroup.score, ofGroup.score + title, ofGroup.places, title > 0);
  if (isFree) return found(0, 0, []);
  const isTerm = meanings.some((meaning) => meaning.isTerm);
  if (meanings.length && !isTerm) return null;
  if (item.isCode && text.tokens.some(({ text: word }) => /^[a-z]-\d/.test(word))) return null;
  const isNamed = isTerm ? names.isTitle(item.key) : parts.every(({ key }) => names.has(key));
  return isNamed ? found(0, NAMED * rarity(item.key), [], true) : null;
}

function bestOfGroups(meanings, text, words, rarity) {
  let best = null;
  for (const { group } of meanings) {
    if (group === undefined) continue;
    const places = findGroup(text, words.groups[group], group);
    const score = SAME * rarity(`group ${group}`);
    if (places.length && !(best?.score >= score)) best = { places, score };
  }
  return best;
}

function accountForKorean(item, text, words, rarity, names) {
  const readPiece = (piece, isFirst, isLast) => {
    const meanings = words.korean.get(piece) ?? [];
    const isAsk = meanings.some(({ kind }) => kind) && (piece.length > 1 || isLast || piece === "몇");
    const isIdle = meanings.some((meaning) => meaning.isIdle);
    if (piece.length > 1 && text.flat.includes(piece) && (isFirst || !isTail(piece)) && !isInflected(piece, words)) {
      if (isIdle || isAsk) return found(0, isAsk ? ASKED : IDLE, placesOf(text, piece));
      const own = rarity(piece);
      return found(own, own + (names.has(piece) ? TITLE : 0), placesOf(text, piece), names.has(piece));
    }
    const ofGroup = bestOfGroups(meanings, text, words, rarity);
    if (ofGroup) return found(ofGroup.score, ofGroup.score, ofGroup.places, names.has(piece));
    if (isIdle || isAsk) return found(0, 0, []);
    const isTerm = meanings.some((meaning) => meaning.isTerm);
    if (piece.length < 2 || (meanings.some(({ group }) => group !== undefined) && !isTerm)) return undefined;
    if (isTerm ? names.isTitle(piece) : piece.length > 2 && names.has(piece))
      return found(0, NAMED * rarity(piece), [], true);
    return undefined;
  };
  return explainKorean(item.text, readPiece);
}

// Whether a piece is a known word with an ending, which are read one by one (까지였).
function isInflected(piece, { korean }) {
  for (let end = 1; end < piece.length; end += 1) {
    if (korean.has(piece.slice(0, end)) && isTail(piece.slice(end))) return true;
  }
  return false;
}

function placesOf(text, piece) {
  const places = [];
  for (let at = text.original.indexOf(piece); at >= 0; at = text.original.indexOf(piece, at + 1)) {
    places.push({ begin: at, end: at + piece.length });
  }
  return places;
}
