// How similar a mistyped word is to a word of the site: 0 for not at all, and less than a word spelt right has.
import { editDistance } from "./edit-distance.js";

// By keys (Korean) or letters: one typo in a word of some length, two in a long one; also in a word that is still being
// typed.
export function typoSimilarity(typed, word, syllables = 0) {
  const limit = typed.length > 8 ? 2 : typed.length > 6 || syllables > 2 ? 1 : 0;
  if (Math.abs(word.length - typed.length) <= (limit || 1)) {
    const distance = editDistance(typed, word, limit || 1);
    if (distance <= limit) return 0.8 - 0.12 * distance;
    if (!syllables && distance === 1 && isShortTypo(typed, word)) return 0.66;
  }
  if (limit === 0 || typed.length < 7 || word.length < typed.length) return 0;
  const isLastLetterRight = word.slice(typed.length - 2, typed.length + 1).includes(typed.at(-1));
  if (!isLastLetterRight) return 0; // the typo is not where typing stands
  const distance = editDistance(typed, word.slice(0, typed.length + 1), limit, true);
  return distance <= limit ? 0.6 - 0.1 * distance : 0;
}

// One syllable of a long Korean word left out, or another in its place.
export function lostSyllableSimilarity(typed, word) {
  const isLongEnough = word.length > 3 && typed.length > 2 && typed.length <= word.length;
  return isLongEnough && editDistance(typed, word, 1) === 1 ? 0.58 : 0;
}

// In a short word one letter for another makes a different word (police, policy), unless it is a vowel for a vowel
// (talant); one lost, doubled or moved does not.
function isShortTypo(typed, word) {
  return typed.length > 4 && word.length > 4 && word[0] === typed[0] && !hasReplacedLetter(typed, word);
}

function hasReplacedLetter(typed, word) {
  if (typed.length !== word.length || sortLetters(typed) === sortLetters(word)) return false;
  return !(typed.length > 5 && mergeVowels(typed) === mergeVowels(word));
}

const sortLetters = (word) => [...word].sort().join("");
const mergeVowels = (word) => word.replace(/[aeiou]/g, "a");
