// Which of the site's words a term of the query may mean, and how similar they are: from 1 for the same word downwards.
import { guessSounds, toKeystrokes } from "./hangul.js";
import { createTerm, isEnding, isQuestionVerb, isStopword, listForms } from "./query.js";
import { stemWord } from "./tokenizer.js";
import { lostSyllableSimilarity, typoSimilarity } from "./typos.js";

const MIN_SIMILARITY = 0.5; // below this a term is also taken for a compound or for a typo
const COMPLETE_WORD = 0.93; // a Latin word that others follow is complete: it is hardly the beginning of a longer one
const WITHOUT_ENDING = 0.97; // an ending was removed from the term
const INITIALS = /^[ㄱ-ㅎ]{2,}$/;
const FIGURE = /^\d+$/; // one that begins like another is another: 30,000 and 3,000,000
const LETTERS = /[ㄱ-ㅎㅏ-ㅣ]/;

// [{matches: [{word, similarity}], weight}]: one for a term, one for each part of a compound, or none.
export function matchTerm(vocabulary, term, isLast) {
  const matches = similarTerms(vocabulary, term).filter(({ word, similarity }) => {
    if (isLast) return true;
    return word.hangul ? !isUnfinished(term, word) : similarity > COMPLETE_WORD;
  });
  const isQuestion = isQuestionVerb(term.text);
  if (bestSimilarity(matches) >= MIN_SIMILARITY) return [{ matches, weight: isQuestion ? 0.5 : 1 }];
  const typos = findTypos(vocabulary, term);
  const isLong = term.text.length > (term.hangul ? 3 : 8);
  const parts = isLong && bestSimilarity(typos) < MIN_SIMILARITY ? splitCompound(vocabulary, term) : [];
  if (parts.length) return parts;
  return typos.length || !isQuestion ? [{ matches: typos, weight: 1 }] : [];
}

// Joins terms typed apart that the site writes as one word (계절 근로자를); Latin ones only beside a stub (re entry).
export function joinTerms(vocabulary, terms) {
  for (let length = terms.length; length > 1; length -= 1) {
    for (let start = 0; start + length <= terms.length; start += 1) {
      const joined = findJoined(vocabulary, terms.slice(start, start + length));
      if (joined) return [...terms.slice(0, start), joined, ...terms.slice(start + length)];
    }
  }
  return terms;
}

function findJoined(vocabulary, terms) {
  const { hangul } = terms[0];
  if (terms.some((term) => term.hangul !== hangul)) return undefined;
  if (!hangul && !terms.some((term) => term.text.length < 3)) return undefined;
  const text = terms.map((term) => term.text).join("");
  return (hangul ? listForms(text) : [text]).map(createTerm).find(({ key }) => vocabulary.has(key));
}

function similarTerms(vocabulary, term) {
  if (INITIALS.test(term.text)) {
    return compareAll(vocabulary, (word) => (word.hangul ? prefixSimilarity(word.initials, term.text) : 0));
  }
  if (term.hangul) {
    const forms = createForms(listForms(term.text));
    return compareAll(vocabulary, (word) =>
      word.hangul ? koreanSimilarity(word, forms) : otherLayoutSimilarity(word, forms[0]),
    );
  }
  const matches = compareAll(vocabulary, (word) => (word.hangul ? 0 : latinSimilarity(word, term)));
  if (term.text.length < 4 || bestSimilarity(matches) >= 0.75) return matches;
  const spoken = guessSounds(term.text);
  const romanized = compareAll(vocabulary, (word) => {
    if (!word.hangul) return 0;
    const similarities = spoken.map((sounds) => soundSimilarity(word.sounds, sounds));
    return Math.max(prefixSimilarity(word.key, term.text, 4), ...similarities);
  });
  return [...matches, ...romanized];
}

// The forms of a Korean term; the first is the term as it was typed.
function createForms(texts) {
  return texts.map((text, index) => ({ text, key: toKeystrokes(text), factor: index ? WITHOUT_ENDING : 1 }));
}

function koreanSimilarity(word, forms) {
  let best = 0;
  for (const { text, key, factor } of forms) {
    if (word.key === key) best = Math.max(best, factor);
    else {
      if (text.length > 1) best = Math.max(best, factor * containedSimilarity(word.text, text));
      const isSlip = text.length === 2 && !LETTERS.test(text) && !word.text.startsWith(text); // 귀화 is no 귀환
      if (!isSlip && (text.length > 1 || key.length > 3 || forms.length === 1)) {
        best = Math.max(best, factor * prefixSimilarity(word.key, key, 3));
      }
    }
  }
  return best;
}

// Latin typed with the keyboard set to Korean: ㅍㅑㄴㅁ for visa.
function otherLayoutSimilarity(word, { text, key }) {
  return key.length > 2 && LETTERS.test(text) ? prefixSimilarity(word.key, stemWord(key), 3) : 0;
}

function latinSimilarity(word, term) {
  if (word.key === term.key || word.text === term.text) return 1;
  const code = /\d/.test(term.key) && term.key.length > 1 ? prefixSimilarity(word.key, term.key) : 0;
  return (FIGURE.test(term.key) ? 0.6 : 1) * Math.max(code, prefixSimilarity(word.text, term.text, 3));
}

function soundSimilarity(sounds, spoken) {
  if (sounds === spoken) return WITHOUT_ENDING;
  const substring = spoken.length > 5 ? 0.9 * substringSimilarity(sounds, spoken) : 0;
  return Math.max(WITHOUT_ENDING * prefixSimilarity(sounds, spoken, 5), substring);
}

// Words that the term may be a typo of, by the finger or by the ear.
function findTypos(vocabulary, term) {
  if (!term.hangul) {
    return compareAll(vocabulary, (word) => {
      if (word.hangul) return 0;
      const byKey = term.text.length > 6 ? typoSimilarity(term.key, word.key) : 0;
      return Math.max(typoSimilarity(term.text, word.text), byKey);
    });
  }
  const forms = createForms(listForms(term.text).filter((form) => form.length > 2));
  return compareAll(vocabulary, (word) => {
    if (!word.hangul) return 0;
    const similarities = forms.flatMap(({ text, key }) => [
      typoSimilarity(key, word.key, text.length),
      lostSyllableSimilarity(text, word.text),
    ]);
    return Math.max(0, ...similarities);
  });
}

// A compound as the site's words, from the left, the longest first; all of it must be known, but for an
// ending, or its head as a whole (시각장애인).
function splitCompound(vocabulary, { text, hangul }) {
  const parts = [];
  let known = 0;
  for (let start = 0; start < text.length; ) {
    if (hangul && parts.length && isEnding(text.slice(start))) {
      known += text.length - start;
      break;
    }
    const part = findLongestPart(vocabulary, text.slice(start), hangul);
    if (part) {
      const isLast = start + part.length === text.length;
      parts.push({ matches: part.matches, weight: part.length / text.length, length: part.length, isLast });
      known += part.length;
    }
    start += part?.length ?? 1;
  }
  const head = parts.at(-1);
  const isHeadKnown =
    hangul && head?.length > 2 && head.isLast && head.matches.some(({ similarity }) => similarity === 1);
  return known === text.length || isHeadKnown ? parts : [];
}

function findLongestPart(vocabulary, text, hangul) {
  for (let length = Math.min(text.length, hangul ? 8 : 14); length > (hangul ? 1 : 3); length -= 1) {
    const part = text.slice(0, length);
    if (isStopword(part)) continue;
    const { key } = createTerm(part);
    const matches = compareAll(vocabulary, (word) => {
      if (word.hangul !== hangul) return 0;
      return hangul ? partSimilarity(word.text, part) : Number(word.key === key);
    });
    if (matches.length) return { matches, length };
  }
  return null;
}

function partSimilarity(word, part) {
  return word === part ? 1 : 0.9 * Math.max(prefixSimilarity(word, part), substringSimilarity(word, part));
}

// 의자 is 의장 only while it is being typed.
function isUnfinished(term, word) {
  return term.hangul && word.key.startsWith(term.key) && !word.text.startsWith(term.text);
}

function bestSimilarity(matches) {
  return matches.reduce((best, { similarity }) => Math.max(best, similarity), 0);
}

function compareAll(vocabulary, compare) {
  const matches = [];
  for (const word of vocabulary.values()) {
    const similarity = compare(word);
    if (similarity) matches.push({ word, similarity });
  }
  return matches;
}

function prefixSimilarity(word, prefix, minLength = 1) {
  return prefix.length >= minLength && word.startsWith(prefix) ? 0.6 + 0.4 * (prefix.length / word.length) : 0;
}

function substringSimilarity(word, part) {
  return word.includes(part) ? 0.5 + 0.35 * (part.length / word.length) : 0;
}

// A Korean word, or part of a compound, inside a longer word: an ending after it counts for little, the head for more.
function containedSimilarity(word, part) {
  const start = word.lastIndexOf(part);
  if (start < 0) return 0;
  const rest = word.slice(start + part.length);
  const isAtEnd = !rest || isEnding(rest);
  if (isAtEnd && start === 0) return WITHOUT_ENDING;
  return (isAtEnd ? 0.62 : 0.5) + 0.35 * (part.length / word.length);
}
