// Everything that a sentence may be compared with, and how alike they are: by words, words of one meaning, and names.
import { findGroup, prepareText } from "../search/account.js";
import { isStopword } from "../search/query.js";
import { listWords, phraseKey } from "../search/question.js";
import { isHangul } from "../search/tokenizer.js";
import { findValues } from "../search/values.js";

const SUBJECTS = new Set(["policy", "programme", "visa", "event"]); // kinds of names that say what a sentence is about
const NAME = 1.5; // a name counts as much as … rare words
const GROUP = 0.7; // words of one meaning
const TITLE = 0.5; // a word only of the page's title
const OWN = 0.25; // how much of the place a sentence says, beside how much of the sentence stands in the place
const YEAR = /^(?:19|20)\d\d$/;

export class Places {
  constructor(data, reader) {
    this.reader = reader;
    this.pages = data.pages.map(([path, en, ko]) => ({ path, en, ko }));
    this.groups = data.same.map(([english, korean, only]) => ({ phrases: english.map(phraseKey), korean, only }));
    this.names = data.names.map(([pages, en, ko, kind = "policy"]) => prepareName(pages, en, ko, kind));
    this.index = indexNames(this.names);
    this.all = data.places.map(([page, kind, anchor, en, ko, origin]) => {
      const path = this.pages[page].path;
      return { page, path, kind, anchor, en, ko, origin, rows: data.rows[`${path}#${anchor}`] };
    });
    this.prepared = {};
  }

  // The places as texts of a language, each with its words and claims.
  prepare(lang) {
    if (this.prepared[lang]) return this.prepared[lang];
    const titles = this.pages.map((page) => this.#readWords(page[lang], lang));
    const places = this.all.map((place) => {
      const text = this.readText(place[lang], lang);
      for (const name of this.names.keys()) if (this.#isOnPage(name, place, text)) text.onPage.add(name);
      return { place, text, title: titles[place.page] };
    });
    const counts = new Map();
    for (const { text, title } of places) {
      for (const word of new Set([...text.words, ...title])) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    const total = Math.log(places.length + 1);
    const weigh = (word, count) => {
      const rarity = Math.log((places.length + 1) / (count + 0.5)) / total;
      return word.startsWith("group ") ? GROUP * rarity : rarity;
    };
    const weights = new Map([...counts].map(([word, count]) => [word, weigh(word, count)]));
    for (const { text } of places) text.weight = [...text.words].reduce((sum, word) => sum + weights.get(word), 0);
    this.prepared[lang] = { places, weights, unknown: weigh("", 0) };
    return this.prepared[lang];
  }

  // Whether a place is about what its page is about; one that names a visa is not about another.
  #isOnPage(name, { page }, { claims }) {
    const { pages, kind } = this.names[name];
    return pages.includes(page) && !(kind === "visa" && claims.some((claim) => claim.kind === "code"));
  }

  // {words, names, claims, …} of a text.
  readText(text, lang) {
    const claims = readClaims(this.reader, text, lang);
    const names = findNames(this.index, text, lang, claims);
    const shown = claims.reduce((rest, { begin, end }) => blank(rest, begin, end), text);
    const words = this.#readWords(shown, lang);
    labelNumbers(
      claims,
      names.filter(({ name }) => SUBJECTS.has(this.names[name].kind)),
      text,
    );
    return {
      original: text,
      lang,
      words,
      claims,
      names: new Set(names.map(({ name }) => name)),
      onPage: new Set(),
      all: new Set(claims.flatMap((claim) => claim.words)),
    };
  }

  #readWords(text, lang) {
    const words = new Set();
    for (const { text: word, key } of listWords(text)) {
      if (isHangul(word)) {
        for (let at = 0; at + 2 <= word.length; at += 1) words.add(word.slice(at, at + 2));
      } else if (!/^\d/.test(key) && !isStopword(word)) {
        words.add(key);
      }
    }
    const prepared = prepareText({ [lang]: text }, lang);
    for (const [number, group] of this.groups.entries()) {
      if (findGroup(prepared, group, number).length) words.add(`group ${number}`);
    }
    return words;
  }

  subjectsOf({ names }) {
    return [...names].filter((name) => SUBJECTS.has(this.names[name].kind));
  }

  // How alike a sentence and each place are, from 0 to 1: [{place, text, title, likeness}], the most alike first.
  rate(sentence, lang) {
    const { places, weights, unknown } = this.prepare(lang);
    const words = [...sentence.words].map((word) => [word, weights.get(word) ?? unknown]);
    const all = words.reduce((sum, [, weight]) => sum + weight, NAME * sentence.names.size);
    const known = words.filter(([word]) => weights.has(word));
    return places
      .map((candidate) => ({ ...candidate, likeness: all ? likeness(candidate, known, sentence.names, all) : 0 }))
      .sort((first, second) => second.likeness - first.likeness);
  }
}

function likeness({ text, title }, words, names, all) {
  let [shared, own] = [0, 0];
  for (const [word, weight] of words) {
    if (text.words.has(word)) [shared, own] = [shared + weight, own + weight];
    else if (title.has(word)) shared += TITLE * weight;
  }
  for (const name of names) if (text.names.has(name) || text.onPage.has(name)) shared += NAME;
  return ((1 - OWN) * shared) / all + (OWN * own) / Math.max(1, text.weight);
}

const blank = (text, begin, end) => text.slice(0, begin) + " ".repeat(end - begin) + text.slice(end);

// The claims of a text; a number has its kind, or is a year; `year`: the one that it is of.
export function readClaims(reader, text, lang) {
  const claims = reader.read(text, lang).filter(({ kind }) => kind !== "address");
  const kinds = findValues(text, lang);
  for (const claim of claims) {
    if (claim.kind !== "number") continue;
    const word = claim.words[0];
    const value = kinds.find(({ begin, end }) => begin < claim.end && claim.begin < end);
    const isYear =
      YEAR.test(word) && YEAR.test(text.slice(claim.begin, claim.end).replace(/,$/, "")) && value?.kind !== "number";
    claim.kind = isYear ? "year" : word.endsWith("%") ? "share" : (value?.kind ?? "number");
    if (claim.kind === "date") claim.kind = "number";
    claim.isAbout = reader.isAbout(text, claim.begin, lang);
  }
  const years = claims.filter(({ kind }) => kind === "year");
  const values = claims.filter(isValue);
  for (const value of values) value.year = yearBeside(value, values, years, lang);
  for (const date of claims.filter(({ kind }) => kind === "date")) date.year = yearOfDate(date, years, text, lang);
  return claims;
}

export const isValue = ({ kind }) => kind !== "year" && kind !== "date" && kind !== "code";

// The year beside a value: in English the next one unless another value comes first, else the one before.
function yearBeside(value, values, years, lang) {
  const next = years.find(({ begin }) => begin >= value.end);
  const other = values.find(({ begin }) => begin > value.begin);
  const before = years.findLast(({ end }) => end <= value.begin);
  if (lang === "en") return (next && !(other?.begin < next.begin) ? next : before)?.words[0];
  return (before ?? (other?.begin < next?.begin ? undefined : next))?.words[0];
}

// The year of a date: in English after it, in Korean before it.
function yearOfDate({ begin, end }, years, text, lang) {
  const isBeside = (year) =>
    lang === "en" ? /^,? $/.test(text.slice(end, year.begin)) : /^년 ?$/.test(text.slice(year.end, begin));
  return years.find(isBeside)?.words[0];
}

// A value is of the name that stands beside it in the same part of the sentence.
function labelNumbers(claims, names, text) {
  for (const value of claims.filter(isValue)) {
    const distances = names.map(({ begin, end, name }) => {
      const between = begin >= value.end ? text.slice(value.end, begin) : text.slice(end, value.begin);
      return { name, distance: /[,;.](?!\d)| and /.test(between) ? Infinity : between.length };
    });
    const nearest = Math.min(...distances.map(({ distance }) => distance));
    value.labels = new Set(
      nearest < Infinity ? distances.filter(({ distance }) => distance === nearest).map(({ name }) => name) : [],
    );
  }
}

function prepareName(pages, en, ko, kind) {
  const isCode = (form) => /^[A-Z]{1,2}-\d/.test(form);
  const codes = en.filter(isCode);
  const english = en.filter((form) => !isCode(form)).map(phraseKey);
  const korean = ko.filter((form) => !isCode(form)).map(flatten);
  return { pages, kind, codes, english, korean: korean.filter((form) => form.length > 1) };
}

// The forms of names by how they begin: English by the first word, Korean by two syllables, and codes.
function indexNames(names) {
  const index = { english: new Map(), korean: new Map(), codes: new Map() };
  const add = (map, key, entry) => map.set(key, [...(map.get(key) ?? []), entry]);
  for (const [name, { english, korean, codes }] of names.entries()) {
    for (const form of english) add(index.english, form.split(" ")[0], [name, form.split(" ")]);
    for (const form of korean) add(index.korean, form.slice(0, 2), [name, form]);
    for (const code of codes) add(index.codes, code, name);
  }
  return index;
}

const flatten = (text) =>
  text
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^a-z\d가-힣]/g, "");

// Where a text has names: [{name, begin, end}]; of names within each other the longest.
function findNames({ english, korean, codes }, text, lang, claims) {
  const found = [];
  const note = (name, begin, end) => found.push({ name, begin, end });
  const tokens = listWords(text);
  for (const [at, { key, begin }] of tokens.entries()) {
    for (const [name, form] of english.get(key) ?? []) {
      if (form.every((word, step) => tokens[at + step]?.key === word))
        note(name, begin, tokens[at + form.length - 1].end);
    }
  }
  const { flat, places } = lang === "ko" ? flattenWithPlaces(text) : { flat: "", places: [] };
  for (let at = 0; at < flat.length; at += 1) {
    for (const [name, form] of korean.get(flat.slice(at, at + 2)) ?? []) {
      if (flat.startsWith(form, at)) note(name, places[at], places[at + form.length - 1] + 1);
    }
  }
  for (const { kind, words, begin, end } of claims) {
    if (kind === "code") for (const name of codes.get(words[0]) ?? []) note(name, begin, end);
  }
  return found.filter(
    (one) =>
      !found.some(
        (other) => other.begin <= one.begin && one.end <= other.end && other.end - other.begin > one.end - one.begin,
      ),
  );
}

function flattenWithPlaces(text) {
  let flat = "";
  const places = [];
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at].toLowerCase();
    if (!/[a-z\d가-힣]/.test(letter)) continue;
    flat += letter;
    places.push(at);
  }
  return { flat, places };
}
