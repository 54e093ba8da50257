// How near a mistyped word is to one of the site's: 0 for not at all, below what a word spelt right has.

// By keys (Korean) or letters: one slip in a word of some length, two in a long one; what is still being typed too.
export function slip(typed, word, syllables = 0) {
  const most = typed.length > 8 ? 2 : typed.length > 6 || syllables > 2 ? 1 : 0;
  if (Math.abs(word.length - typed.length) <= (most || 1)) {
    const steps = distance(typed, word, most || 1);
    if (steps <= most) return 0.8 - 0.12 * steps;
    if (!syllables && steps === 1 && typed.length > 4 && word.length > 4 && word[0] === typed[0] && !replaced(typed, word)) return 0.66;
  }
  const ends = word.slice(typed.length - 2, typed.length + 1).includes(typed.at(-1)); // the slip is not where typing stands
  if (!most || typed.length < 7 || word.length < typed.length || !ends) return 0;
  const steps = distance(typed, word.slice(0, typed.length + 1), most, true);
  return steps <= most ? 0.6 - 0.1 * steps : 0;
}

// One syllable of a long Korean word left out, or another in its place.
export const lostSyllable = (typed, word) => (
  word.length > 3 && typed.length > 2 && typed.length <= word.length && distance(typed, word, 1) === 1 ? 0.58 : 0);

// In a short word one letter for another makes a different word (police, policy), unless it is a vowel for a vowel
// (talant); one lost, doubled or moved does not.
const replaced = (typed, word) => typed.length === word.length && [...typed].sort().join("") !== [...word].sort().join("") && !(typed.length > 5 && spoken(typed) === spoken(word));
const spoken = (word) => word.replace(/[aeiou]/g, "a");

// Damerau-Levenshtein distance (optimal string alignment), `most` + 1 for any larger one; `open`: what follows in the
// word costs nothing.
function distance(from, to, most, open) {
  let before = [], last = [...Array(to.length + 1).keys()];
  for (let row = 1; row <= from.length; row += 1) {
    const here = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1];
      here[column] = Math.min(last[column] + 1, here[column - 1] + 1, last[column - 1] + (same ? 0 : 1));
      const moved = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (moved) here[column] = Math.min(here[column], before[column - 2] + 1);
    }
    if (Math.min(...here) > most && !(row > 1 && Math.min(...last) <= most)) return most + 1;
    before = last;
    last = here;
  }
  return open ? Math.min(...last.slice(-3)) : last[to.length];
}
