// Which pages a query means, best first. The two languages of a page are one document, so that either finds it.
import { keys } from "./hangul.js";
import { meant, together } from "./match.js";
import { forms, queryWords } from "./query.js";
import { words } from "./tokenizer.js";

const WIDE = 80; // words of the site that one word of a query may mean
const LEAST = 0.12; // a page with less of the best one's score is not shown
const SHOWN = 10;
const SAME = 0.97; // a word of the site that is the very one of the query, but for an ending
// What a word must gain the best page on average for it to be meant at all, more if some of the words are unknown.
const SURE = 0.95;
const SURE_IN_PART = 1.55;
const CODE = /^[a-z]+\d/;
const OWN = { sim: 0.95, gain: 2.9, worth: 2 }; // a word by which a page is known, and few others

// [{page: its number, score, hits: Map of the keys that were meant, each with its word's text and worth}], for a store.
export async function find(store, query) {
  const typed = queryWords(query);
  await store.reach(typed.flatMap(starts));
  const all = together(store.words, typed).flatMap((word, at, { length }) => meant(store.words, word, at === length - 1).map((one) => ({ ...one, telling: word.hangul || CODE.test(word.key) })));
  await Promise.all(all.map(async (one) => { one.near = await store.fill(nearest(one.near)); }));
  const known = all.filter(({ near }) => near.length);
  if (sum(known, weight) < 0.3 * sum(all, weight)) return [];
  for (const one of known) one.worth = worth(store, one.near);
  const found = new Map();
  for (const one of known) gather(store, one, found);
  const whole = sum(known, (one) => one.weight * one.worth);
  for (const page of found.values()) page.score *= 0.25 + 0.75 * (page.covered / whole);
  const sure = [...found.values()].reduce((most, one) => Math.max(most, one.sure), 0) / sum(all, weight);
  if (sure < (known.length < all.length ? SURE_IN_PART : SURE) && !known.some(isOwn)) return [];
  return best([...found.values()]).filter(({ score }, _, [first]) => score > LEAST * first.score);
}

// A code or a Korean word that names what some page is about tells enough, whatever stands beside it (계절근로자는 몇
// 달까지 …); English words mean too many things for that (return, places).
const isOwn = ({ telling, near, weight: share, worth: most }) => telling && share === 1 && most > OWN.worth
  && near.some(({ word, sim }) => sim > OWN.sim && Math.max(...word.gains) > OWN.gain);

// The first pages with their texts; one whose very title was asked for goes before others.
export async function read(store, found, query, most = SHOWN) {
  const first = found.slice(0, most);
  const texts = await store.read(first.map(({ page }) => page));
  const asked = tight(query);
  const told = first.map((one, at) => ({ ...one, text: texts[at], score: one.score * named(texts[at].title, asked) }));
  return best(told);
}

const named = (title, asked) => {
  const titles = Object.values(title).map(tight);
  if (titles.includes(asked)) return 2.5;
  return asked.length > 2 && titles.some((one) => one.includes(asked)) ? 1.25 : 1;
};

// With what the site's words begin that a word may mean: the shortest of its forms that is still telling.
const starts = ({ text, key, hangul }) => (hangul ? [keys(forms(text).filter((form) => form.length > 1).at(-1) ?? text), key] : [key, text]);

const nearest = (near) => near.sort((one, other) => other.sim - one.sim).slice(0, WIDE);

// The pages that hold what one word of the query means, added to those found.
function gather(store, { near, weight: share, worth: most }, found) {
  const here = new Map();
  for (const { word, sim } of near) {
    const each = sim * sim * Math.min(rare(store, word.pages.length), most);
    word.pages.forEach((page, at) => {
      const one = here.get(page) ?? { score: 0, sim: 0, sure: 0, hits: [] };
      const score = each * word.gains[at];
      one.sure = Math.max(one.sure, sim * sim * word.gains[at]);
      one.sim = Math.max(one.sim, sim);
      one.score = Math.max(one.score, score) + 0.05 * Math.min(one.score, score);
      if (sim >= 0.5) one.hits.push({ word, worth: each, same: sim >= SAME });
      here.set(page, one);
    });
  }
  for (const [number, { score, sim, sure, hits }] of here) {
    const page = found.get(number) ?? { page: number, score: 0, covered: 0, sure: 0, hits: new Map() };
    page.sure += sure * share;
    page.score += score * share;
    page.covered += share * most * sim;
    for (const { word: { key, text }, ...hit } of hits) {
      if (!(page.hits.get(key)?.worth > hit.worth)) page.hits.set(key, { text, ...hit });
    }
    found.set(number, page);
  }
}

// How telling a word is: inverse document frequency as in BM25, raised so that one telling word outweighs two that
// stand everywhere.
const rare = (store, pages) => Math.log(1 + (store.themed.length - pages + 0.5) / (pages + 0.5)) ** 1.5;

// Of a query's word: by the pages that hold it in any form, not only in the one that was typed.
function worth(store, near) {
  const pages = new Set();
  for (const { word, sim } of near) if (sim > near[0].sim - 0.2) for (const page of word.pages) pages.add(page);
  return rare(store, pages.size);
}

const best = (found) => found.sort((one, other) => other.score - one.score || one.page - other.page);
const sum = (list, value) => list.reduce((total, one) => total + value(one), 0);
const weight = (one) => one.weight;
const tight = (text) => words(text).map((word) => word.key).join("");
