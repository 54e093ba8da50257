// Which pages a query means, best first. The two languages of a page are one document, so that either finds it.
import { toKeystrokes } from "./hangul.js";
import { joinTerms, matchTerm } from "./match.js";
import { listForms, listLanguages, parseQuery } from "./query.js";
import { tokenize } from "./tokenizer.js";

const MAX_MATCHES = 80; // words of the site that one term may mean
const MAX_RESULTS = 10;
const MIN_SCORE = 0.12; // of the best page's score; a page with less is not shown
const SAME_WORD = 0.97; // similarity of a word of the site that is the very term, but for an ending
// The confidence that the best page must have on average for the query to be understood at all; more if the site does
// not know all terms.
const MIN_CONFIDENCE = 0.95;
const MIN_CONFIDENCE_IN_PART = 1.55;
const CODE = /^[a-z]+\d/;
const DEFINING = { similarity: 0.95, weight: 2.9, rarity: 2 }; // a word by which a page is known, and few others

// Words that lead to no page by themselves are left out.
// [{page: its number, score, hits: Map of the matched keys, each with its word's text and score}], for a SearchIndex.
export async function findPages(index, query) {
  const isFiller = ({ text }) => listForms(text).some((form) => index.fillers.has(form));
  const parsed = parseQuery(query);
  const terms = parsed.filter((term) => !isFiller(term));
  await index.loadWords(terms.flatMap(listPrefixes));
  const all = joinTerms(index.vocabulary, terms).flatMap((term, position, { length }) => {
    const isDistinctive = term.hangul || CODE.test(term.key);
    return matchTerm(index.vocabulary, term, position === length - 1).map((match) => ({ ...match, isDistinctive }));
  });
  await Promise.all(
    all.map(async (term) => {
      term.matches = await index.loadPages(selectBest(term.matches));
    }),
  );
  const known = all.filter(({ matches }) => matches.length);
  if (sumOf(known, "weight") < 0.3 * sumOf(all, "weight")) return [];
  const pages = scorePages(index, known);
  const confidence = pages.reduce((best, page) => Math.max(best, page.confidence), 0) / sumOf(all, "weight");
  const minimum = known.length < all.length ? MIN_CONFIDENCE_IN_PART : MIN_CONFIDENCE;
  if (confidence < minimum && !known.some(isDefining)) return [];
  return sortByScore(pages).filter(({ score }, _, [first]) => score > MIN_SCORE * first.score);
}

// The first pages with their texts; one whose very title was asked for goes before others.
export async function readPages(index, pages, query, lang, limit = MAX_RESULTS) {
  const first = pages.slice(0, limit);
  const texts = await index.loadTexts(
    first.map(({ page }) => page),
    listLanguages(query, lang),
  );
  const key = joinKeys(query);
  return sortByScore(
    first.map((page, position) => {
      const text = texts[position];
      return { ...page, text, score: page.score * titleBoost(text.title, key) };
    }),
  );
}

// The beginnings of the site's words that a term may mean: the shortest of its forms that still tells something.
function listPrefixes({ text, key, hangul }) {
  if (!hangul) return [key, text];
  const shortest = listForms(text)
    .filter((form) => form.length > 1)
    .at(-1);
  return [toKeystrokes(shortest ?? text), key];
}

function selectBest(matches) {
  return matches.sort((first, second) => second.similarity - first.similarity).slice(0, MAX_MATCHES);
}

// A code or a Korean word that names what some page is about is enough, whatever stands beside it (계절근로자는 몇 달까지 …);
// English words mean too many things for that (return, places).
function isDefining({ isDistinctive, matches, weight, rarity }) {
  if (!isDistinctive || weight !== 1 || rarity <= DEFINING.rarity) return false;
  return matches.some(
    ({ word, similarity }) => similarity > DEFINING.similarity && Math.max(...word.weights) > DEFINING.weight,
  );
}

function scorePages(index, terms) {
  for (const term of terms) term.rarity = termRarity(index, term.matches);
  const pages = new Map();
  for (const term of terms) addTerm(index, term, pages);
  const total = terms.reduce((sum, { weight, rarity }) => sum + weight * rarity, 0);
  for (const page of pages.values()) page.score *= 0.25 + 0.75 * (page.coverage / total);
  return [...pages.values()];
}

// Adds the pages that hold what one term means.
function addTerm(index, { matches, weight, rarity }, pages) {
  for (const [number, { score, similarity, confidence, hits }] of matchPages(index, matches, rarity)) {
    const page = pages.get(number) ?? { page: number, score: 0, coverage: 0, confidence: 0, hits: new Map() };
    page.confidence += confidence * weight;
    page.score += score * weight;
    page.coverage += weight * rarity * similarity;
    for (const { word, ...hit } of hits) {
      if (!(page.hits.get(word.key)?.score > hit.score)) page.hits.set(word.key, { text: word.text, ...hit });
    }
    pages.set(number, page);
  }
}

// Map of the pages that hold one of the matches: each with its score and the words that it holds.
function matchPages(index, matches, rarity) {
  const pages = new Map();
  for (const { word, similarity } of matches) {
    const wordScore = similarity * similarity * Math.min(inverseFrequency(index, word.pages.length), rarity);
    for (const [position, number] of word.pages.entries()) {
      const page = pages.get(number) ?? { score: 0, similarity: 0, confidence: 0, hits: [] };
      const score = wordScore * word.weights[position];
      page.confidence = Math.max(page.confidence, similarity * similarity * word.weights[position]);
      page.similarity = Math.max(page.similarity, similarity);
      page.score = Math.max(page.score, score) + 0.05 * Math.min(page.score, score);
      if (similarity >= 0.5) page.hits.push({ word, score: wordScore, isSame: similarity >= SAME_WORD });
      pages.set(number, page);
    }
  }
  return pages;
}

// How rare a term is: by the pages that hold it in any form, not only in the one that was typed.
function termRarity(index, matches) {
  const pages = new Set();
  for (const { word, similarity } of matches) {
    if (similarity > matches[0].similarity - 0.2) for (const page of word.pages) pages.add(page);
  }
  return inverseFrequency(index, pages.size);
}

// Inverse document frequency as in BM25, raised so that one rare word outweighs two that stand everywhere.
function inverseFrequency(index, pages) {
  return Math.log(1 + (index.pageThemes.length - pages + 0.5) / (pages + 0.5)) ** 1.5;
}

function titleBoost(title, key) {
  const titles = Object.values(title).map(joinKeys);
  if (titles.includes(key)) return 2.5;
  return key.length > 2 && titles.some((text) => text.includes(key)) ? 1.25 : 1;
}

function joinKeys(text) {
  return tokenize(text)
    .map(({ key }) => key)
    .join("");
}

function sortByScore(pages) {
  return pages.sort((first, second) => second.score - first.score || first.page - second.page);
}

function sumOf(list, field) {
  return list.reduce((sum, entry) => sum + entry[field], 0);
}
