// Which of the site's words a word of the query may mean, and how alike they are: 1 for the same word, then downwards.
import { keys, spokenAs } from "./hangul.js";
import { asked, forms, isAsking, isEnding, isIdle } from "./query.js";
import { lostSyllable, slip } from "./typos.js";
import { stem } from "./tokenizer.js";

const FAR = 0.5; // below this a word is also looked for in pieces or as a slip
const WHOLE = 0.93; // a Latin word that others follow has been typed to its end: it begins no longer word, or hardly
const CUT = 0.97; // an ending was cut from what was typed
const CONSONANTS = /^[ㄱ-ㅎ]{2,}$/;
const FIGURE = /^\d+$/; // one that begins like another is another: 30,000 and 3,000,000
const LETTERS = /[ㄱ-ㅎㅏ-ㅣ]/;

// [{near: [{word, sim}], weight}]: one for a word of the query, one for each piece of a compound, or none.
export function meant(known, typed, last) {
  const near = alike(known, typed).filter(({ word, sim }) => last || (word.hangul ? !isHalf(typed, word) : sim > WHOLE));
  if (most(near) >= FAR) return [{ near, weight: isAsking(typed.text) ? 0.5 : 1 }];
  const slips = mistyped(known, typed);
  const taken = most(slips) < FAR && typed.text.length > (typed.hangul ? 3 : 8) ? pieces(known, typed) : [];
  if (taken.length) return taken;
  return slips.length || !isAsking(typed.text) ? [{ near: slips, weight: 1 }] : [];
}

// Words typed apart that the site writes together are one (계절 근로자를); Latin ones only about a stub (re entry).
export function together(known, typed) {
  for (let length = typed.length; length > 1; length -= 1) {
    for (let at = 0; at + length <= typed.length; at += 1) {
      const run = typed.slice(at, at + length);
      const { hangul } = run[0];
      if (run.some((word) => word.hangul !== hangul) || !(hangul || run.some((word) => word.text.length < 3))) continue;
      const text = run.map((word) => word.text).join("");
      const one = (hangul ? forms(text) : [text]).map(asked).find(({ key }) => known.has(key));
      if (one) return [...typed.slice(0, at), one, ...typed.slice(at + length)];
    }
  }
  return typed;
}

function alike(known, typed) {
  if (CONSONANTS.test(typed.text)) return scan(known, (word) => (word.hangul ? begins(word.initials, typed.text) : 0));
  if (typed.hangul) {
    const all = forms(typed.text).map((text, at) => ({ text, key: keys(text), cut: at ? CUT : 1 }));
    return scan(known, (word) => (word.hangul ? korean(word, all) : otherLayout(word, all[0])));
  }
  const near = scan(known, (word) => (word.hangul ? 0 : latin(word, typed)));
  if (typed.text.length < 4 || most(near) >= 0.75) return near;
  const said = spokenAs(typed.text);
  return [...near, ...scan(known, (word) => (word.hangul
    ? Math.max(begins(word.key, typed.text, 4), ...said.map((one) => spoken(word.sounds, one)))
    : 0))];
}

function korean(word, all) {
  let best = 0;
  for (const { text, key, cut } of all) {
    if (word.key === key) best = Math.max(best, cut);
    else if (text.length > 1) best = Math.max(best, cut * inside(word.text, text), cut * begins(word.key, key, 3));
    else if (key.length > 3 || all.length === 1) best = Math.max(best, cut * begins(word.key, key, 3));
  }
  return best;
}

// Latin typed with the keyboard set to Korean: ㅍㅑㄴㅁ for visa.
const otherLayout = (word, { text, key }) => (key.length > 2 && LETTERS.test(text) ? begins(word.key, stem(key), 3) : 0);

function latin(word, typed) {
  if (word.key === typed.key || word.text === typed.text) return 1;
  const code = /\d/.test(typed.key) && typed.key.length > 1 ? begins(word.key, typed.key) : 0;
  return (FIGURE.test(typed.key) ? 0.6 : 1) * Math.max(code, begins(word.text, typed.text, 3));
}

const spoken = (sounds, said) => (sounds === said ? CUT : Math.max(CUT * begins(sounds, said, 5), said.length > 5 ? 0.9 * within(sounds, said) : 0));

// A slip of the finger or the ear.
function mistyped(known, typed) {
  if (!typed.hangul) {
    return scan(known, (word) => (word.hangul ? 0 : Math.max(slip(typed.text, word.text), typed.text.length > 6 ? slip(typed.key, word.key) : 0)));
  }
  const all = forms(typed.text).filter((form) => form.length > 2).map((text) => ({ text, key: keys(text) }));
  return scan(known, (word) => (word.hangul
    ? Math.max(0, ...all.map(({ text, key }) => Math.max(slip(key, word.key, text.length), lostSyllable(text, word.text))))
    : 0));
}

// A joined compound as the site's words, from the left, the longest first; at least 60 % of it must be known, all of a
// Latin one.
function pieces(known, { text, hangul }) {
  const found = [];
  let held = 0;
  for (let at = 0; at < text.length;) {
    const piece = longest(known, text.slice(at), hangul);
    if (piece) {
      found.push({ near: piece.near, weight: piece.length / text.length });
      held += piece.length;
    }
    at += piece?.length ?? 1;
  }
  return held >= (hangul ? 0.6 : 1) * text.length ? found : [];
}

function longest(known, text, hangul) {
  for (let length = Math.min(text.length, hangul ? 8 : 14); length > (hangul ? 1 : 3); length -= 1) {
    const piece = text.slice(0, length);
    if (isIdle(piece)) continue;
    const same = asked(piece).key;
    const near = scan(known, (word) => (word.hangul !== hangul ? 0 : hangul ? part(word.text, piece) : word.key === same));
    if (near.length) return { near, length };
  }
  return null;
}

const part = (word, piece) => (word === piece ? 1 : 0.9 * Math.max(begins(word, piece), within(word, piece)));
// 의자 is 의장 only while it is being typed.
const isHalf = (typed, word) => typed.hangul && word.key.startsWith(typed.key) && !word.text.startsWith(typed.text);
const most = (near) => near.reduce((best, { sim }) => Math.max(best, sim), 0);

function scan(known, similar) {
  const near = [];
  for (const word of known.values()) {
    const sim = similar(word);
    if (sim) near.push({ word, sim });
  }
  return near;
}

const begins = (word, start, least = 1) => (start.length >= least && word.startsWith(start) ? 0.6 + 0.4 * (start.length / word.length) : 0);
const within = (word, piece) => (word.includes(piece) ? 0.5 + 0.35 * (piece.length / word.length) : 0);

// A Korean word, or part of a compound, inside a longer word: an ending after it counts for little, the head for more.
function inside(word, piece) {
  const at = word.lastIndexOf(piece);
  if (at < 0) return 0;
  const rest = word.slice(at + piece.length);
  const ends = !rest || isEnding(rest);
  if (ends && at === 0) return CUT;
  return (ends ? 0.62 : 0.5) + 0.35 * (piece.length / word.length);
}
