// What a query asks for: the kind of answer, the years, and the words that an answer must account for. The words of
// data/search.yml come with the index (outputs/search/questions.py).
import { isEnding, isStopword, listForms, nameMonth, normalizeCodes, normalizeDates } from "./query.js";
import { isCode, isHangul, tokenize, wordKey } from "./tokenizer.js";
import { readCounter } from "./values.js";

const YEAR = /^(?:19|20)\d\d$/;
const HOW_COUNTED = /^몇 ?(?:개월|[가-힣])/;
const COUNTERS = /^(?:년도|년간|년|개월|월|일|명|곳|개|차|호|건|점|배|등급|만|천|억)/;
const SHORT_MONTH = /\b(jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?(?= ?\d)/gi;
const GRAMMAR =
  /^[가은는을를이에의로서고며면도만나니까요어야지죠임됨음던데다라란게줘돼되될된됐습시려건거해했할함하한았었였겼렸졌인들와과씩쯤좀받뭐]+$/;
const CURRENT = /\b(?:now|current|currently|latest|newest|today)\b|지금|현재|최근|최신/i;
const HOW_MANY = /^how |^number of$/;
const THIS_YEAR = /올해|금년|this year/i;
const NOTHING = { score: 0, own: 0, anchors: [], named: false };
const LONGEST_PIECE = 14; // syllables
const MAX_PHRASE = 6; // words

// The words of data/search.yml prepared for reading queries: English phrases by their keys, Korean ones as they are.
export class QuestionWords {
  constructor({ asks, same, idle, people, subjects, actions, dropped }) {
    this.people = people;
    this.dropped = dropped.map((word) => ` ${word}`);
    this.groups = [];
    this.english = new Map();
    this.korean = new Map();
    for (const [kind, isWeak, en, ko] of asks) this.#add({ kind, isWeak }, en, ko);
    for (const { en, ko, ...properties } of same) this.addGroup(en, ko, properties);
    this.#add({ isIdle: true }, ...idle);
    this.#add({ isAction: true }, ...actions);
    for (const [en, ko] of subjects) this.#add({ isSubject: true }, en, ko);
  }

  // Words of one meaning; `isTerm`: the names of a glossary term.
  addGroup(english, korean, properties = {}) {
    const group = this.groups.length;
    this.#add({ group, ...properties }, english, korean);
    this.groups.push({ phrases: english.map(phraseKey), korean, ...properties });
    return group;
  }

  #add(meaning, english, korean) {
    for (const phrase of english) addTo(this.english, phraseKey(phrase), meaning);
    for (const word of korean) addTo(this.korean, word.replaceAll(" ", ""), meaning);
  }
}

function addTo(map, key, meaning) {
  if (!map.has(key)) map.set(key, []);
  map.get(key).push(meaning);
}

export const phraseKey = (text) =>
  listWords(text)
    .map(({ key }) => key)
    .join(" ");

// The words of a text in order; one with a hyphen as its parts, unless it is a code.
export function listWords(text) {
  const tokens = tokenize(text);
  return tokens.filter(({ text: word, begin, end }) => {
    const isWhole = word.includes("-") && !isCode(word);
    return !isWhole || !tokens.some((part) => part.begin === begin && part.end < end);
  });
}

// Whether a question is about what the site does not cover, or comes from somebody who wants to do something.
export function isOutOfScope({ isAction, isSubject, items }, isKnown) {
  return Boolean(
    isAction ||
      isSubject ||
      items.some((item) => item.isCode && /^[a-z]/.test(item.key) && !isKnown(item.key.split(" ")[0])),
  );
}

// {kinds, years, items, groups, isKorean, isAction, isSubject, isEnd, counter}. An item is a word that an answer must
// account for: {text, key}, {meanings} if data/search.yml has it, {isKorean} for one to be taken apart (explainKorean).
export function readQuestion(query, words, correct = (word) => word, thisYear = 0) {
  const text = normalizeCodes(normalizeDates(query.normalize("NFC"))).replace(SHORT_MONTH, nameMonth);
  const question = { asked: [], years: [], items: [], inferred: new Set(), groups: new Set() };
  const tokens = joinHow(listWords(text));
  question.isKorean = tokens.some((token) => isHangul(token.text));
  question.counter = question.isKorean ? readCounter(text) : undefined;
  for (let position = 0; position < tokens.length; ) position += readToken(tokens, position, words, question, correct);
  question.isCurrent = CURRENT.test(query);
  if (THIS_YEAR.test(query) && !question.years.length) question.years.push(String(thisYear));
  question.head = findHead(question);
  const strong = question.asked.filter(({ isWeak }) => !isWeak);
  const asked = strong.length ? strong : question.asked;
  question.kinds = new Set(asked.map(({ kind }) => kind));
  if (!strong.length) for (const kind of question.inferred) question.kinds.add(kind);
  question.first = asked.map(({ kind }) => kind);
  if (!question.kinds.size && (question.years.length || question.isCurrent)) question.kinds.add("number");
  return question;
}

// The words that what is asked for stands beside: after how many, before 몇, otherwise the last ones.
function findHead({ items, isKorean }) {
  const how = items.findIndex(({ text, key }) => (isKorean ? text?.startsWith("몇") : HOW_MANY.test(key)));
  if (how < 0) return [items.length - 2, items.length - 1];
  return isKorean ? [how - 2, how - 1] : [how + 1];
}

// 몇 and what it counts are one word, and so are a letter and what follows it; 제 before a figure is left out.
function joinHow(tokens) {
  return tokens.flatMap((token, position) => {
    const before = tokens[position - 1];
    const next = tokens[position + 1];
    if (before?.text === "몇") return { ...token, text: `몇${token.text}` };
    if (/^[a-z]$/.test(before?.text) && before.end === token.begin && isHangul(token.text)) {
      return { ...token, text: before.text + token.text };
    }
    const isJoined =
      next?.begin === token.end && (token.text === "제" || (/^[a-z]$/.test(token.text) && isHangul(next.text)));
    return isJoined || (token.text === "몇" && next) ? [] : token;
  });
}

function readToken(tokens, position, words, question, correct, longest = MAX_PHRASE) {
  const token = tokens[position];
  if (isHangul(token.text.at(-1))) return readKoreanToken(tokens, position, words, question);
  if (YEAR.test(token.key)) return question.years.push(token.key) && 1;
  for (let length = Math.min(longest, tokens.length - position); length > 0; length -= 1) {
    const parts = tokens.slice(position, position + length);
    const key = parts.map((part) => part.key).join(" ");
    const meanings = words.english.get(key);
    if (meanings && isRelative(key, position, question)) return length;
    if (!meanings || (/^\d+$/.test(tokens[position - 1]?.key) && meanings.some(({ kind }) => kind === "duration")))
      continue;
    noteMeanings(meanings, question);
    question.items.push({
      meanings,
      key,
      parts,
      isCode: isCode(token.text),
      apart: readApart(parts, words, correct, question),
    });
    return length;
  }
  if (/^\d\d$/.test(token.key) && tokens[position + 1]?.begin === token.end && /^년/.test(tokens[position + 1].text)) {
    question.years.push(`20${token.key}`);
  } else if (!isStopword(token.text)) {
    const text = correct(token.text);
    question.items.push({ text, key: wordKey(text), isCode: isCode(token.text) });
  }
  return 1;
}

// A word of grammar that a group of words has too (to), or who after a noun (workers who left).
function isRelative(key, position, { items }) {
  return (key === "who" && position > 0 && items.length > 0) || ["to", "from", "since"].includes(key);
}

// The items of a phrase if it is none.
function readApart(parts, words, correct, { inferred, groups }) {
  const inner = { asked: [], years: [], items: [], inferred, groups };
  if (parts.length === 1) return null;
  for (let position = 0; position < parts.length; ) {
    position += readToken(parts, position, words, inner, correct, parts.length - 1);
  }
  return inner.items;
}

function readKoreanToken(tokens, position, words, question) {
  const token = tokens[position];
  const before = tokens[position - 1];
  const isCounter = before && before.end === token.begin && /\d$/.test(before.text);
  const text = isCounter ? token.text.replace(COUNTERS, "") : token.text;
  const rest =
    text +
    tokens
      .slice(position + 1)
      .map((next) => next.text)
      .join("");
  for (const [word, meanings] of words.korean) {
    noteMeanings(
      meanings.filter((meaning) => hasMeaning(text, rest, word, meaning)),
      question,
    );
  }
  const item = text.replace(HOW_COUNTED, "몇"); // 몇명이나: 몇
  if (item && (words.korean.has(item) || (!GRAMMAR.test(item) && !isStopword(item)))) {
    question.items.push({ text: item, isKorean: true });
  }
  return 1;
}

// A word of one syllable asks only at the end of a longer one, or alone (이탈률, 수). `rest`: the query from here on.
function hasMeaning(text, rest, word, { kind, isAction, isSubject, group, last, largest }) {
  if (last || largest) return text.includes(word);
  if (isSubject) return rest.startsWith(word);
  if (isAction) return text.includes(word) || rest.startsWith(word);
  if (kind && word.length < 2 && word !== "몇") return text.endsWith(word) && (text.length > 2 || text === word);
  if (group !== undefined && listForms(text).some((form) => form.startsWith(word) || form.endsWith(word))) return true;
  return kind && text.includes(word);
}

function noteMeanings(meanings, question) {
  for (const meaning of meanings) {
    if (meaning.kind) question.asked.push(meaning);
    if (meaning.last) question.isLast = true;
    if (meaning.largest) question.isLargest = true;
    if (meaning.isAction) question.isAction = true;
    if (meaning.isSubject) question.isSubject = true;
    if (meaning.asks) question.inferred.add(meaning.asks);
    if (meaning.group !== undefined) question.groups.add(meaning.group);
  }
}

// How a Korean word is made up: the best sequence of pieces, each told of by `readPiece(piece, isFirst, isLast)`
// ({score, own, anchors, named}; undefined for one that says nothing); null if some of it cannot be explained.
export function explainKorean(text, readPiece) {
  const best = [{ score: 0, own: 0, anchors: [], named: false }];
  for (let end = 1; end <= text.length; end += 1) {
    for (let begin = Math.max(0, end - LONGEST_PIECE); begin < end; begin += 1) {
      const before = best[begin];
      if (!before) continue;
      const piece = text.slice(begin, end);
      const share = (end - begin) / text.length;
      const found = readPiece(piece, !begin, end === text.length) ?? (begin && isTail(piece) ? NOTHING : undefined);
      if (!found || before.score + share * found.score < (best[end]?.score ?? 0)) continue;
      best[end] = {
        score: before.score + share * found.score,
        own: before.own + share * found.own,
        anchors: [...before.anchors, ...found.anchors],
        named: before.named || found.named,
      };
    }
  }
  return best[text.length] ?? null;
}

export const isTail = (piece) => isEnding(piece) || GRAMMAR.test(piece);
