// What the build prepared (outputs/search/shards.py), fetched by need: which page holds which word, what each page says.
import { initials, sounds } from "./hangul.js";
import { isHangul, key } from "./tokenizer.js";

const START = new URL("../search.json", import.meta.url);
const MOST = 4; // files of words fetched for one word of a query
const FINE = 5; // a page's gain is kept in fifths

export class Store {
  static async open() {
    const store = new Store(await fetched(START));
    if (store.firsts.length === 1 && store.chunks.length === 1) { // the whole of a small site: there before it is asked for
      await Promise.all([store.reach([""]), store.read([0])]);
    }
    return store;
  }

  // `words`: the words of the site by key; all of a small site, those that name pages and the commonest of a large one,
  // and those of every file fetched.
  constructor({ folder, words, shards, chunks, themes, themed }) {
    this.folder = new URL(folder, START);
    this.themes = themes;
    this.themed = themed;
    this.firsts = shards.map(([first]) => first);
    this.words = new Map();
    this.listed = [];
    this.chunks = chunks;
    this.kept = new Map();
    const list = whole(words.split(" "));
    shards.forEach(([, count], shard) => {
      this.listed.push(list.splice(0, count).map((text) => this.#word(text, shard)));
    });
  }

  #word(text, shard) {
    const hangul = isHangul(text);
    const word = { text, key: key(text), hangul, shard, pages: null, gains: null };
    if (hangul) Object.assign(word, { initials: initials(text), sounds: sounds(text) });
    this.words.set(word.key, word);
    return word;
  }

  // Fetches the words that begin with each of these keys.
  async reach(starts) {
    const wanted = starts.flatMap((start) => {
      const from = this.#shard(start);
      return range(from, Math.min(this.#shard(`${start}\uffff`), from + MOST - 1));
    });
    await this.#load(wanted);
  }

  // Fetches the pages of the words that a query's word may mean, the nearest first; leaves out those too far apart.
  async fill(near) {
    const wanted = new Set();
    for (const { word: { shard } } of near) if (wanted.size < MOST) wanted.add(shard);
    await this.#load(wanted);
    return near.filter(({ word }) => word.pages);
  }

  // The texts of pages, by number.
  async read(numbers) {
    return Promise.all(numbers.map(async (number) => {
      let chunk = 0, first = 0;
      while (number >= first + this.chunks[chunk]) first += this.chunks[chunk++];
      const { path, at, en, ko } = await this.#once(`pages-${chunk}.json`);
      const here = number - first;
      const [title, ...texts] = en[here].map((text, part) => ({ en: text, ko: ko[here][part] }));
      const parts = texts.map((text, part) => ({ at: at[here][part], ...text }));
      return { path: path[here], title, parts, theme: this.themes[this.themed[number]] };
    }));
  }

  #shard(start) {
    let low = 0, high = this.firsts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.firsts[middle] <= start) low = middle; else high = middle;
    }
    return low;
  }

  async #load(shards) {
    await Promise.all([...new Set(shards)].map((shard) => this.#once(`words-${shard}.json`, (entries) => this.#enter(shard, entries))));
  }

  // A line: by turns how many pages further on and what that page gains; and the word, unless it is the next one listed.
  #enter(shard, lines) {
    let next = 0;
    for (const line of lines.split("\n")) {
      const [letters, text] = line.split(" ");
      const found = Array.from(letters, count);
      const word = text ? this.#word(text, shard) : this.listed[shard][next++];
      let page = 0;
      word.pages = [];
      word.gains = [];
      for (let at = 0; at < found.length; at += 2) {
        word.pages.push(page += found[at]);
        word.gains.push(found[at + 1] / FINE);
      }
    }
  }

  // A file is fetched once; one that failed is asked for again.
  #once(name, then = (read) => read) {
    if (!this.kept.has(name)) {
      const read = fetched(new URL(name, this.folder)).then(then);
      read.catch(() => this.kept.delete(name));
      this.kept.set(name, read);
    }
    return this.kept.get(name);
  }
}

// Each word is written as a letter, for how much of the one before it begins with (a for none), and the rest.
function whole(words) {
  let before = "";
  return words.map((word) => (before = before.slice(0, count(word)) + word.slice(1)));
}

const count = (letters) => letters.charCodeAt(0) - 97;

async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

const range = (from, to) => Array.from({ length: to - from + 1 }, (_, at) => from + at);
