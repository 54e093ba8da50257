// Answers a query as a question, and tells whether the site covers what it asks for.
import { AnswerFinder } from "./answers.js";
import { matchTerm } from "./match.js";
import { createTerm, listLanguages } from "./query.js";
import { isOutOfScope, QuestionWords, readQuestion } from "./question.js";

const NAME = 3.3; // the weight of a page for a word from which it goes by that name
const TITLE = 3.75; // … and from which its title has the word
const GLOSSARY = "glossary/";
// By how much a page counts more that has the answer, explains a word, or is about what the query names.
const ANSWERED = 1.5;
const EXPLAINED = 1.6;
const SECOND = 0.99; // of the best page's score
const ABOUT = 1.3;
const TYPO = 0.55; // similarity from which a word is taken for another

// {answer, isOutside, pages}: the answer in the reader's language or null; the pages found, those first that have the
// answer or are about what the query names in full.
export async function askQuestion(index, query, lang, pages) {
  const { words, finder } = await openFinder(index, pages, listLanguages(query, lang));
  const question = readQuestion(query, words, (word) => correctWord(index, word), new Date().getFullYear());
  const answer = finder.find(question, lang);
  const isOutside = !answer && (!pages.length || isOutOfScope(question, (key) => index.vocabulary.has(key)));
  return {
    answer: answer && describeAnswer(answer, lang),
    isOutside,
    pages: promotePages(pages, question, answer, finder),
  };
}

function promotePages(pages, question, answer, finder) {
  const terms = finder.findTerms(question);
  const isOwnName = ({ part: { origin }, name }) =>
    pages.some(({ page }) => page === origin[0] && isNamed(finder.readNames(page), name));
  const isExplained = terms.some((term) => term.isWhole && !isOwnName(term));
  const factorOf = ({ page, text: { path } }) => {
    if (path === answer?.path) return ANSWERED;
    if (path === GLOSSARY && question.kinds.has("definition")) return EXPLAINED;
    return terms.some(({ part }) => part.origin[0] === page) ? ABOUT : 1;
  };
  for (const page of pages) page.score *= factorOf(page);
  const best = Math.max(...pages.map(({ score }) => score));
  const glossary = isExplained && pages.find(({ text }) => text.path === GLOSSARY);
  if (glossary && glossary.score < best) glossary.score = SECOND * best;
  return pages.sort((first, second) => second.score - first.score || first.page - second.page);
}

// All texts of a small site are asked, those of the pages found of a large one; anew once a language is added.
async function openFinder(index, pages, langs) {
  const key = langs.join();
  if (index.finders?.has(key)) return index.finders.get(key);
  const words = new QuestionWords(await index.loadQuestions());
  const all = index.isSmall ? index.pageThemes.map((_, page) => ({ page })) : pages;
  const numbers = all.map(({ page }) => page);
  const texts = await index.loadTexts(numbers, langs);
  await index.loadSources(numbers, texts, langs);
  const readNames = createNameReader(index);
  const finder = new AnswerFinder(
    texts.map((text, position) => ({ page: numbers[position], text })),
    words,
    readNames,
  );
  if (index.isSmall) index.finders = new Map(index.finders).set(key, { words, finder });
  return { words, finder };
}

const isNamed = (names, name) => name.split(" ").every((word) => names.has(word));

function createNameReader({ vocabulary }) {
  const namesByPage = new Map();
  for (const word of vocabulary.values()) {
    for (const [position, page] of (word.pages ?? []).entries()) {
      if (word.weights[position] < NAME) continue;
      if (!namesByPage.has(page)) namesByPage.set(page, new Map());
      namesByPage.get(page).set(word.hangul ? word.text : word.key, word.weights[position]);
    }
  }
  return (page) => {
    const names = namesByPage.get(page) ?? new Map();
    return { has: (key) => names.has(key), isTitle: (key) => key.split(" ").every((word) => names.get(word) >= TITLE) };
  };
}

// The site's word that a mistyped one means.
function correctWord({ vocabulary }, word) {
  const term = createTerm(word);
  if (vocabulary.has(term.key)) return word;
  const matches = matchTerm(vocabulary, term, false).flatMap((match) => match.matches);
  const best = matches.reduce((first, other) => (other.similarity > (first?.similarity ?? 0) ? other : first), null);
  return best?.similarity >= TYPO ? best.word.text : word;
}

function describeAnswer({ part, path, value, row, year }, lang) {
  const [first, second] = part[lang].split("\n");
  const [day, certainty, ...publishers] = row ? row.slice(2) : part.kind === "term" ? [] : part.origin[0];
  return {
    path,
    at: part.at,
    value: row ? value.toLocaleString("en") : value,
    unit: row ? second : "",
    period: row ? String(row[0]) : (year ?? ""),
    text: part.kind === "term" ? second : first,
    title: part.kind === "term" ? first.split(", ")[0] : "",
    day,
    certainty,
    publishers: publishers.map((number) => part.publishers[number][lang]),
  };
}
