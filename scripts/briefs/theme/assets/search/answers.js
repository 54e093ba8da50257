// The answer to a question for a number, date, person, code or meaning: from one fact, series or term that accounts for
// every word and year of the question. A wrong answer is worse than none.
import { accountFor, findGroup, prepareText } from "./account.js";
import { MONTHS } from "./query.js";
import { readQuestion } from "./question.js";
import { chooseValue, translateValue } from "./values.js";

const YEAR = 0.4;
const SERIES = 0.5;
const KEY = 0.25; // the policy's key figure
const HEAD = 5; // the words beside how many count more
const TERM = 0.8; // a fact says more than a definition
const CODE = 0.5; // a term with a code, asked for
const NAME = 0.3; // a term by its exact name
const TIMES = new Set(["date", "duration"]);
const COMMON = 0.6; // of the best score: a question for a quota is one for several
const UNSURE = 0.85; // of an answer without a sure value, or of a day in another year
const UNSAID = 0.2; // by how much a question is rather one that nothing answers
const CLOSE = 0.25;
const LESS = 0.6; // of an answer of a kind that is not the one asked for, or a year for a date // the words of the question are close to the value
const CURRENT_MARGIN = 0.6; // if what is newest is asked for
const YEAR_MARGIN = 1; // if a year is named, what is newer is not better
const MARGIN = 0.93; // of the best score: as good as the best

export class AnswerFinder {
  // `pages`: [{page: its number, text}]; `words`: QuestionWords; `readNames(page)`: its names, {has(key), isTitle(key)}.
  constructor(pages, words, readNames) {
    this.words = words;
    this.readNames = readNames;
    this.candidates = pages.flatMap(({ page, text }) =>
      text.parts.filter(({ kind }) => kind).map((part) => ({ path: text.path, part, names: readNames(page) })),
    );
    this.rarities = new Map();
    this.lines = {};
    for (const { part } of this.candidates) {
      if (part.kind === "term")
        part.group = words.addGroup(listNames(part.en, words), listNames(part.ko, words), { isTerm: true });
    }
  }

  // {part, path, kind, value, row} or null; without a value the text as a whole is the answer.
  find(question, lang) {
    if (question.isAction || !question.items.some(isTelling) || !question.kinds.size) return null;
    const isLoaded = (language) => this.candidates[0]?.part[language] !== undefined;
    const read = question.isKorean ? "ko" : isLoaded("en") ? "en" : lang;
    const scored = this.candidates.map((candidate) => this.#score(candidate, question, read)).filter(Boolean);
    const best = chooseBest(
      scored.filter(({ kind }) => kind),
      question.isCurrent ? CURRENT_MARGIN : question.years.length ? YEAR_MARGIN : MARGIN,
    );
    if (!best || scored.some((one) => one.part.kind === "unsaid" && one.own > best.own + UNSAID)) return null;
    if (this.#isOpen(question, best, scored)) return null;
    return { ...best, value: translateValue(best, read, lang) };
  }

  // Whether several series answer as well, and the question names none of their subjects: quota.
  #isOpen({ items }, best, scored) {
    const isCommon = ({ meanings, text }) =>
      (meanings ?? this.words.korean.get(text) ?? []).some(({ group, isTerm, kind, isIdle }) =>
        kind || isIdle ? true : group !== undefined && !isTerm,
      );
    if (!best.row || !items.every(isCommon)) return false;
    return scored.some((one) => one.row && one.part !== best.part && one.score > COMMON * best.score);
  }

  #score(candidate, question, read) {
    const { part, names } = candidate;
    const text = prepareText(part, read);
    const row = chooseRow(part, question);
    if (row === null || this.#isSpecial(text, question, row)) return null;
    const isUnsaid = part.kind === "unsaid";
    if (isUnsaid && !this.#leavesOpen(part, question)) return null;
    if (!row && !isUnsaid && !question.years.every((year) => text.keys.has(year))) return null;
    const result = { ...candidate, row, own: 0, score: 0, anchors: [], named: false };
    const context = { words: this.words, names, rarity: (key) => this.#rarity(key, read) };
    for (const [position, item] of question.items.entries()) {
      const account = accountFor(item, text, context);
      if (!account) return null;
      result.own += account.own;
      result.score += account.score;
      result.named ||= account.named;
      const factor = question.head.includes(position) ? HEAD : 1;
      result.anchors.push(...account.anchors.map(({ places, weight }) => ({ places, weight: factor * weight })));
    }
    const isKey = part.kind.startsWith("key");
    if (result.own < 0.2 && !(isKey && result.named)) return null;
    if (isUnsaid) return result;
    Object.assign(result, chooseValue(result, question, read, this.words.people));
    const rest =
      result.kind === "date" ? text.original.replace((result.value ?? result.near).toLowerCase(), "") : text.original;
    const years = question.years.map((year) => (row || rest.includes(year) ? YEAR : 0.7 * YEAR));
    result.score +=
      years.reduce((sum, bonus) => sum + bonus, row ? SERIES : 0) +
      (isKey && result.named && !TIMES.has(result.kind) ? KEY : 0) +
      CLOSE * (result.closeness ?? 0);
    if (part.kind === "term") {
      const isNamed = question.kinds.has("code") || question.kinds.has("definition");
      if (isNamed && question.groups.has(part.group)) result.score += NAME;
      if (question.kinds.has("code") && part.origin.length === 2) result.score += CODE;
      else result.score *= TERM;
    }
    const isOther = question.first.length && !question.first.includes(result.kind);
    const isVague = result.kind === "date" && /^\d{4}(?:~\d{4})?\D?$/.test(result.value ?? result.near);
    const isOfOtherYear =
      result.kind === "date" && question.years.some((year) => !(result.value ?? result.near).includes(year));
    if (isOther || isVague) result.score *= LESS;
    if (result.kind && (isOfOtherYear || (result.near && !result.value))) result.score *= UNSURE;
    return result;
  }

  // The terms that a question names in full: [{part, isWhole: whether it is nothing but that name}].
  findTerms(question) {
    const { items, groups } = question;
    return this.candidates
      .filter(({ part }) => groups.has(part.group))
      .map(({ part }) => ({ part, isWhole: items.length === 1, name: items[0].key ?? items[0].text }));
  }

  // Whether a series is about something special that the question does not name: the first half of a year.
  #isSpecial(text, { groups }, row) {
    this.special ??= [...this.words.groups.entries()].filter(([, group]) => group.only);
    return this.special.some(
      ([number, group]) => (row || group.strict) && !groups.has(number) && findGroup(text, group, number).length,
    );
  }

  // Whether what is not stated is of the kind that is asked for.
  #leavesOpen(part, { kinds }) {
    part.asks ??= readQuestion(part.en ?? part.ko, this.words).kinds;
    return !part.asks.size || [...kinds].some((kind) => part.asks.has(kind));
  }

  // How rare a word or group is among the texts, from 0.1 to 1.
  #rarity(key, read) {
    const name = `${read} ${key}`;
    if (!this.rarities.has(name)) {
      const count = key.startsWith("group ")
        ? this.#countGroup(Number(key.slice(6)), read)
        : this.#countWord(key, read);
      const total = this.candidates.length + 1;
      this.rarities.set(name, Math.max(0.1, Math.min(1, Math.log(total / (count + 0.5)) / Math.log(total))));
    }
    return this.rarities.get(name);
  }

  #countGroup(group, read) {
    return this.candidates.filter(
      ({ part }) => findGroup(prepareText(part, read), this.words.groups[group], group).length,
    ).length;
  }

  // In how many texts a word stands; a Korean one also within others.
  #countWord(word, read) {
    this.lines[read] ??= this.candidates
      .map(({ part }) => prepareText(part, read)[read === "ko" ? "flat" : "line"])
      .join("\n");
    const lines = this.lines[read];
    const wanted = read === "ko" ? word.replaceAll(" ", "") : ` ${word} `;
    let count = 0;
    for (
      let at = lines.indexOf(wanted);
      at >= 0;
      at = lines.indexOf(wanted, lines.indexOf("\n", at) + 1 || lines.length)
    )
      count += 1;
    return count;
  }
}

// Whether a word of a question may tell what it is about: a figure or the name of a month does not.
const isTelling = ({ key, text, isCode, isKorean }) =>
  !MONTHS.includes(text) && (isCode ? !/^\d/.test(key) : isKorean ? text !== "월" && text !== "일" : true);

// The names of a term: each also without a last word that texts leave out (E-8 visa).
function listNames(text, { dropped }) {
  if (!text) return []; // the other language is not loaded
  const names = text.split("\n")[0].toLowerCase().split(", ");
  const shorten = (name) => dropped.filter((word) => name.endsWith(word)).map((word) => name.slice(0, -word.length));
  return [...new Set(names.flatMap((name) => [name, ...shorten(name)]))];
}

// The row of a series that the years ask for, the newest without years; null if there is none; undefined for a text.
function chooseRow({ kind, origin }, { years, kinds }) {
  if (!kind.endsWith("series")) return undefined;
  if (!kinds.has("number") || years.length > 1) return null;
  return (years.length ? origin.find(([period]) => String(period) === years[0]) : origin.at(-1)) ?? null;
}

// Of those as good as the best: figures by year before facts, facts before terms, then the newest.
function chooseBest(answers, margin) {
  const best = Math.max(...answers.map(({ score }) => score));
  const rank = ({ row, part }) =>
    (row ? "2" : part.kind === "term" ? "0" : "1") + (row ? row[2] : String(part.origin[0]?.[0] ?? ""));
  return answers
    .filter(({ score }) => score >= margin * best)
    .sort((first, second) => second.score - first.score)
    .reduce((first, other) => (first && rank(first) >= rank(other) ? first : other), null);
}
