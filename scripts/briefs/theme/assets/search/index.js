// The search index that the build prepared (outputs/search/shards.py), fetched by need: which page holds which word,
// and the texts of each page.
import { toInitials, toSounds } from "./hangul.js";
import { isHangul, wordKey } from "./tokenizer.js";

const START = new URL("../search.json", import.meta.url);
const MAX_SHARDS_PER_WORD = 4; // files of words fetched for one term
const WEIGHT_STEPS = 5; // a page's weight is stored in fifths

export class SearchIndex {
  static async open(lang) {
    const index = new SearchIndex(await fetchJson(START));
    if (index.isSmall) await Promise.all([index.loadWords([""]), index.loadTexts([0], [lang])]);
    return index;
  }

  // `vocabulary`: the words of the site by key; all of a small site, those that name pages and the commonest of a large
  // one, and those of every file fetched.
  constructor({ folder, words, shards, chunks, themes, themed, statements = [], stated = [], fillers = [] }) {
    this.fillers = new Set(fillers);
    this.folder = new URL(folder, START);
    this.themes = themes;
    this.pageThemes = themed;
    this.statements = statements;
    this.pageStatements = stated;
    this.firstKeys = shards.map(([first]) => first);
    this.vocabulary = new Map();
    this.chunks = chunks;
    this.isSmall = shards.length === 1 && chunks.length === 1; // all of it is loaded before it is asked for
    this.requests = new Map();
    this.texts = new Map();
    const texts = decodeWords(words.split(" "));
    this.listedWords = shards.map(([, count], shard) =>
      texts.splice(0, count).map((text) => this.#addWord(text, shard)),
    );
  }

  #addWord(text, shard) {
    const hangul = isHangul(text);
    const word = { text, key: wordKey(text), hangul, shard, pages: null, weights: null };
    if (hangul) Object.assign(word, { initials: toInitials(text), sounds: toSounds(text) });
    this.vocabulary.set(word.key, word);
    return word;
  }

  // The theme of a page, and the statements that it rests on, each in a list.
  groupsOf(page) {
    const theme = this.themes[this.pageThemes[page]];
    const statements = (this.pageStatements[page] ?? []).map((number) => this.statements[number]);
    return [theme ? [theme] : [], statements];
  }

  // Fetches the words whose keys begin with these prefixes.
  async loadWords(prefixes) {
    const shards = prefixes.flatMap((prefix) => {
      const first = this.#findShard(prefix);
      const last = Math.min(this.#findShard(`${prefix}\uffff`), first + MAX_SHARDS_PER_WORD - 1);
      return Array.from({ length: last - first + 1 }, (_, offset) => first + offset);
    });
    await this.#loadShards(shards);
  }

  // Fetches the pages of the words that a term may mean, the most similar first; leaves out those of further files.
  async loadPages(matches) {
    const shards = new Set();
    for (const { word } of matches) if (shards.size < MAX_SHARDS_PER_WORD) shards.add(word.shard);
    await this.#loadShards(shards);
    return matches.filter(({ word }) => word.pages);
  }

  // The words of data/search.yml.
  loadQuestions() {
    return this.#fetchOnce("questions.json");
  }

  // The texts of pages in some languages, by number: a text that was loaded before is the same object.
  async loadTexts(numbers, langs) {
    return Promise.all(numbers.map((number) => this.#loadText(number, langs)));
  }

  // Adds to texts what an answer shows beside them, and to terms their definitions.
  async loadSources(numbers, texts, langs) {
    for (const [position, number] of numbers.entries()) {
      const [chunk, page] = this.#findChunk(number);
      const [{ origins, sources, publishers }, ...definitions] = await Promise.all([
        this.#fetchOnce(`sources-${chunk}.json`),
        ...langs.map((lang) => this.#fetchOnce(`definitions-${chunk}.${lang}.json`)),
      ]);
      const terms = texts[position].parts.filter(({ kind }) => kind === "term");
      for (const [language, lang] of langs.entries()) {
        for (const [term, part] of terms.entries()) {
          if (!part[lang].includes("\n")) part[lang] += `\n${definitions[language][page][term]}`;
        }
      }
      for (const [place, origin] of Object.entries(origins[page])) {
        const part = texts[position].parts[place];
        part.publishers = publishers;
        const all = part.kind === "term" ? origin : origin.map((source) => sources[source]);
        part.origin = part.rows ? part.rows.map((row, year) => [...row, ...all[year]]) : all;
      }
    }
  }

  #findChunk(number) {
    let chunk = 0;
    let first = 0;
    while (number >= first + this.chunks[chunk]) {
      first += this.chunks[chunk];
      chunk += 1;
    }
    return [chunk, number - first];
  }

  async #loadText(number, langs) {
    const [chunk, position] = this.#findChunk(number);
    const [{ path, at, kinds }, ...texts] = await Promise.all([
      this.#fetchOnce(`pages-${chunk}.json`),
      ...langs.map((lang) => this.#fetchOnce(`pages-${chunk}.${lang}.json`)),
    ]);
    if (!this.texts.has(number)) {
      const parts = at[position].map((anchor, part) => {
        const [kind, ...rows] = kinds[position][part] ?? [];
        return { at: anchor, kind, rows: rows.length ? rows : undefined };
      });
      this.texts.set(number, { path: path[position], title: {}, parts, theme: this.themes[this.pageThemes[number]] });
    }
    const page = this.texts.get(number);
    for (const [language, lang] of langs.entries()) {
      if (page.title[lang]) continue;
      const [title, ...parts] = texts[language][position];
      page.title[lang] = title;
      for (const [part, text] of parts.entries()) page.parts[part][lang] = text;
    }
    return page;
  }

  // The number of the file in which a key stands, by bisection.
  #findShard(key) {
    let low = 0;
    let high = this.firstKeys.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.firstKeys[middle] <= key) low = middle;
      else high = middle;
    }
    return low;
  }

  async #loadShards(shards) {
    const load = (shard) => this.#fetchOnce(`words-${shard}.json`, (lines) => this.#readShard(shard, lines));
    await Promise.all([...new Set(shards)].map(load));
  }

  // A line: by turns how many pages further on and that page's weight; and the word, unless it is the next one listed.
  #readShard(shard, lines) {
    let next = 0;
    for (const line of lines.split("\n")) {
      const [letters, text] = line.split(" ");
      const numbers = Array.from(letters, decodeNumber);
      const word = text ? this.#addWord(text, shard) : this.listedWords[shard][next++];
      let page = 0;
      word.pages = [];
      word.weights = [];
      for (let position = 0; position < numbers.length; position += 2) {
        page += numbers[position];
        word.pages.push(page);
        word.weights.push(numbers[position + 1] / WEIGHT_STEPS);
      }
    }
  }

  // A file is fetched once; one that failed is asked for again.
  #fetchOnce(name, parse = (content) => content) {
    if (!this.requests.has(name)) {
      const request = fetchJson(new URL(name, this.folder)).then(parse);
      request.catch(() => this.requests.delete(name));
      this.requests.set(name, request);
    }
    return this.requests.get(name);
  }
}

// Each word is written as a letter, for how much of the one before it begins with (a for none), and the rest.
function decodeWords(words) {
  let previous = "";
  return words.map((word) => {
    previous = previous.slice(0, decodeNumber(word)) + word.slice(1);
    return previous;
  });
}

function decodeNumber(letters) {
  return letters.charCodeAt(0) - 97;
}

async function fetchJson(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.json();
}
