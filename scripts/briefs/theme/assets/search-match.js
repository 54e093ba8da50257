// Which pages a query means. The query's words are matched to the site's words; the two languages of a page are one
// document, so a query in either finds it. Similarity runs from 1 (the same word) downwards.
import { idle, initials, isEnding, keys, queryWords, sounds, spokenAs, stem, stems, words } from "./search-text.js";

const TITLE = 6;
const FAR = 0.5; // below this similarity a word is only looked for in pieces or as a slip
const CONSONANTS = /^[ㄱ-ㅎ]{2,}$/;

export class Index {
  constructor({ pages }) {
    this.pages = pages;
    this.words = new Map();
    this.joined = pages.map(({ title }) => [title.en, title.ko].map(tight));
    pages.forEach((page, at) => {
      this.#add(at, "title", TITLE, page.title);
      page.parts.forEach((part, number) => this.#add(at, number, part.rank, part));
      for (const name of page.names) {
        for (const language of ["en", "ko"]) for (const text of name[language]) this.#post(at, name, name.rank, text);
      }
    });
    for (const word of this.words.values()) {
      word.worth = this.#rare(word.found.size);
      if (word.hangul) { word.sounds = sounds(word.text); word.initials = initials(word.text); }
    }
  }

  // Inverse document frequency as in BM25; the power lets one telling word outweigh two that stand everywhere.
  #rare(pages) {
    return Math.log(1 + (this.pages.length - pages + 0.5) / (pages + 0.5)) ** 1.5;
  }

  // How telling a query's word is: by the pages that hold it in any form, not in the one form that was typed.
  #worth(near) {
    const most = Math.max(...near.map(({ sim }) => sim));
    return this.#rare(new Set(near.filter(({ sim }) => sim > most - 0.2).flatMap(({ word }) => [...word.found.keys()])).size);
  }

  #add(at, place, rank, pair) {
    for (const language of ["en", "ko"]) this.#post(at, place, rank, pair[language]);
  }

  #post(at, place, rank, text) {
    const all = words(text);
    const whole = all.filter((word) => word.hangul);
    if (rank > 2 && whole.length > 1 && whole.length === all.length) { // words apart are looked for joined too
      const joined = whole.map((word) => word.text).join("");
      all.push({ text: joined, key: keys(joined), hangul: true });
    }
    for (const { text: written, key, hangul } of all) {
      if (!this.words.has(key)) this.words.set(key, { text: written, key, hangul, found: new Map() });
      const { found } = this.words.get(key);
      if (!found.has(at)) found.set(at, { rank, places: new Set() });
      const here = found.get(at);
      here.rank = Math.max(here.rank, rank) + (here.places.size ? 0.1 : 0);
      here.places.add(place);
    }
  }

  // Pages for a query, best first: [{page, score, words: the site's words that were meant, places}].
  find(text) {
    const asked = this.#together(queryWords(text)).flatMap((word) => this.#meant(word));
    const known = asked.filter(({ near }) => near.length);
    const share = sum(known, ({ weight }) => weight) / (sum(asked, ({ weight }) => weight) || 1);
    if (!known.length || share < 0.3) return [];
    const found = new Map();
    for (const { near, weight } of known) {
      const worth = this.#worth(near);
      const best = new Map();
      for (const { word, sim } of near) {
        for (const [at, { rank, places }] of word.found) {
          const score = sim * sim * Math.min(word.worth, worth) * (1 + Math.log2(rank + 1));
          const here = best.get(at) ?? { score: 0, words: [], places: new Map() };
          here.score = Math.max(here.score, score) + 0.05 * Math.min(here.score, score);
          here.words.push({ key: word.key, sim });
          for (const place of places) here.places.set(place, Math.max(here.places.get(place) ?? 0, sim * word.worth));
          best.set(at, here);
        }
      }
      for (const [at, here] of best) {
        const page = found.get(at) ?? { page: at, score: 0, covered: 0, words: [], places: new Map() };
        page.score += here.score * weight;
        page.covered += weight * worth;
        page.words.push(...here.words);
        for (const [place, worth] of here.places) page.places.set(place, (page.places.get(place) ?? 0) + worth);
        found.set(at, page);
      }
    }
    const all = sum(known, ({ near, weight }) => weight * this.#worth(near));
    const whole = tight(text);
    for (const page of found.values()) {
      page.score *= (0.25 + 0.75 * (page.covered / all)) * this.pages[page.page].weight;
      if (this.joined[page.page].some((title) => title === whole)) page.score *= 1.6;
      else if (whole.length > 2 && this.joined[page.page].some((title) => title.includes(whole))) page.score *= 1.25;
    }
    const ranked = [...found.values()].sort((one, other) => other.score - one.score || one.page - other.page);
    return ranked.filter(({ score }) => score > 0.12 * ranked[0].score);
  }

  // Words typed apart that the site writes together are one.
  #together(typed) {
    for (let length = typed.length; length > 1; length -= 1) {
      for (let at = 0; at + length <= typed.length; at += 1) {
        const run = typed.slice(at, at + length);
        const text = run.map((word) => word.text).join("");
        const forms = run.every((word) => word.hangul) ? [text, ...stems(text)] : [];
        const form = forms.find((one) => this.words.has(keys(one)));
        if (form) return [...typed.slice(0, at), { text: form, key: keys(form), hangul: true }, ...typed.slice(at + length)];
      }
    }
    return typed;
  }

  // The site's words that a query's word may mean; a compound that no word begins with is taken apart.
  #meant(asked) {
    const near = this.#near(asked);
    const most = (list) => Math.max(0, ...list.map(({ sim }) => sim));
    if (most(near) >= FAR) return [{ near, weight: 1 }];
    const slips = this.#slips(asked);
    const pieces = most(slips) < FAR && asked.hangul && asked.text.length > 3 ? this.#pieces(asked.text) : [];
    return pieces.length ? pieces : [{ near: slips, weight: 1 }];
  }

  #near(asked) {
    if (CONSONANTS.test(asked.text)) return this.#scan((word) => word.initials && begins(word.initials, asked.text));
    const forms = asked.hangul ? [asked.text, ...stems(asked.text)].map((text, at) => ({ text, key: keys(text), cut: at ? 0.97 : 1 })) : [];
    const near = asked.hangul ? this.#scan((word) => this.#hangul(word, forms)) : this.#scan((word) => this.#latin(word, asked));
    if (asked.hangul || near.some(({ sim }) => sim >= 0.75) || asked.text.length < 4) return near;
    const said = spokenAs(asked.text);
    return [...near, ...this.#scan((word) => word.hangul && Math.max(begins(word.key, asked.text, 4), 0.97 * begins(word.sounds, said, 5), 0.9 * (said.length > 5 ? within(word.sounds, said) : 0)))];
  }

  #hangul(word, forms) {
    let best = 0;
    for (const { text, key, cut } of forms) {
      if (!word.hangul) best = Math.max(best, cut === 1 && key.length > 2 && /[ㄱ-ㅎㅏ-ㅣ]/.test(text) ? begins(word.key, stem(key), 3) : 0);
      else if (word.key === key) best = Math.max(best, cut);
      else if (text.length > 1) best = Math.max(best, cut * inside(word.text, text), cut * begins(word.key, key, 3));
      else if (key.length > 3 || forms.length === 1) best = Math.max(best, cut * begins(word.key, key, 3));
    }
    return best;
  }

  #latin(word, asked) {
    if (word.hangul) return 0;
    if (word.key === asked.key || word.text === asked.text) return 1;
    return Math.max(begins(word.text, asked.text, 3), /\d/.test(asked.key) && asked.key.length > 1 ? begins(word.key, asked.key) : 0);
  }

  #scan(similar) {
    const near = [];
    for (const word of this.words.values()) {
      const sim = similar(word);
      if (sim) near.push({ word, sim });
    }
    return near;
  }

  // A joined compound as the site's words, from the left, the longest piece first; at least 60 % of it must be known.
  #pieces(text) {
    const found = [];
    let known = 0;
    for (let at = 0; at < text.length;) {
      let taken = 1;
      for (let length = Math.min(text.length - at, 8); length > 1; length -= 1) {
        const piece = text.slice(at, at + length);
        const near = this.#scan((word) => word.hangul && (word.text === piece ? 1 : 0.9 * Math.max(begins(word.text, piece), within(word.text, piece))));
        if (near.length && !idle(piece)) {
          found.push({ near, weight: length / text.length });
          known += length;
          taken = length;
          break;
        }
      }
      at += taken;
    }
    return known >= 0.6 * text.length ? found : [];
  }

  // A slip of the finger or the ear: one key, two in a long word, or a syllable left out.
  #slips(asked) {
    const whole = asked.hangul ? [asked.text, ...stems(asked.text)].filter((form) => form.length > 2) : [asked.text];
    return this.#scan((word) => {
      if (word.hangul !== asked.hangul) return 0;
      if (!word.hangul) return Math.max(slip(asked.text, word.text), asked.text.length > 6 ? slip(asked.key, word.key) : 0);
      return Math.max(0, ...whole.map((form) => Math.max(slip(keys(form), word.key, form.length), lost(form, word.text))));
    });
  }
}

const sum = (list, worth) => list.reduce((total, one) => total + worth(one), 0);
const tight = (text) => words(text).map((word) => word.key).join("");
const begins = (word, start, least = 1) => (start.length >= least && word.startsWith(start) ? 0.6 + 0.4 * (start.length / word.length) : 0);
// A Korean word or part of a compound inside a longer word: an ending that follows counts for little, the head for more.
const inside = (word, piece) => {
  const at = word.lastIndexOf(piece);
  if (at < 0) return 0;
  const rest = word.slice(at + piece.length);
  const ends = !rest || isEnding(rest);
  if (ends && at === 0) return 0.97;
  return (ends ? 0.62 : 0.5) + 0.35 * (piece.length / word.length);
};
const within = (word, piece) => (word.includes(piece) ? 0.5 + 0.35 * (piece.length / word.length) : 0);

function slip(typed, word, syllables = 0) {
  const most = typed.length > 8 ? 2 : typed.length > 6 || syllables > 2 ? 1 : 0;
  if (Math.abs(word.length - typed.length) <= (most || 1)) {
    const steps = distance(typed, word, most || 1);
    if (steps <= most) return 0.8 - 0.12 * steps;
    if (!syllables && steps === 1 && typed.length > 4 && word.length > 5 && !replaced(typed, word)) return 0.66;
  }
  if (!most || typed.length < 7 || word.length < typed.length) return 0;
  const steps = distance(typed, word.slice(0, typed.length + 1), most, true);
  return steps <= most ? 0.6 - 0.1 * steps : 0;
}

// In a short word one letter for another makes a different word (police, policy); one lost, doubled or moved does not.
const replaced = (typed, word) => typed.length === word.length && [...typed].sort().join("") !== [...word].sort().join("");

// One syllable of a long Korean word left out or another in its place.
const lost = (typed, word) => (word.length > 3 && typed.length > 2 && typed.length <= word.length && distance(typed, word, 1) === 1 && typed.length + word.length > 6 ? 0.58 : 0);

// Damerau-Levenshtein (optimal string alignment); `open`: what follows in the word costs nothing.
function distance(from, to, most, open) {
  let before = [], last = [...Array(to.length + 1).keys()];
  for (let row = 1; row <= from.length; row += 1) {
    const here = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1];
      here[column] = Math.min(last[column] + 1, here[column - 1] + 1, last[column - 1] + (same ? 0 : 1));
      if (row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]) {
        here[column] = Math.min(here[column], before[column - 2] + 1);
      }
    }
    if (Math.min(...here) > most && !(row > 1 && Math.min(...last) <= most)) return most + 1;
    before = last;
    last = here;
  }
  return open ? Math.min(...last.slice(-3)) : last[to.length];
}
