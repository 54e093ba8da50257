// Hangul as the keys that type it and as the sounds it has, so that 계절, rPwjf and gyejeol are one word.
// outputs/search/tokenizer.py has the same keys; tests/search/words.yml holds the cases of both.

// The two-set keyboard (KS X 5002), without shift.
const INITIAL_KEYS = "rrseefaqqttdwwczxvg";
const VOWEL_KEYS = "k o i o j p u p h hk ho hl y n nj np nl b m ml l".split(" ");
const FINAL_KEYS = " r r rt s sw sg e f fr fa fq ft fx fv fg a q qt t t d w c z x v g".split(" ");
// Single letters (an unfinished syllable, or Latin typed on the Korean layout): Unicode's block U+3131–3163.
const CONSONANT_KEYS = "r r rt s sw sg e e f fr fa fq ft fx fv fg a q q qt t t d w w c z x v g".split(" ");
const LETTER_KEYS = [...CONSONANT_KEYS, ...VOWEL_KEYS];
const INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";

// The Revised Romanization; what learners take for each other is one sound: r/l, g/k, eo/o, eu/u, ae/e.
const INITIAL_SOUNDS = "k k n t t l m p p s s  j j j k t p h".split(" ");
const VOWEL_SOUNDS = "a e ya ye o e yo ye o wa we we yo u wo we wi yu u i i".split(" ");
const FINAL_SOUNDS = " k k k n n n t l k m l l l p l m p p t t n t t k t p t".split(" ");
const LATIN_SOUNDS = [
  ["eo", "o"],
  ["eu", "u"],
  ["ae", "e"],
  ["oe", "we"],
  ["ui", "i"],
  ["oo", "u"],
  ["ee", "i"],
  ["ch", "j"],
  ["sh", "s"],
  ["g", "k"],
  ["d", "t"],
  ["b", "p"],
  ["r", "l"],
];

// The keys that type a word, on the Korean layout.
export function toKeystrokes(word) {
  return mapSyllables(
    word,
    (initial, vowel, final) => INITIAL_KEYS[initial] + VOWEL_KEYS[vowel] + FINAL_KEYS[final],
    (char) => LETTER_KEYS[char.charCodeAt(0) - 0x3131] ?? char,
  );
}

// 계절 -> ㄱㅈ
export function toInitials(word) {
  return mapSyllables(
    word,
    (initial) => INITIALS[initial],
    (char) => char,
  );
}

// How a Korean word sounds, romanised.
export function toSounds(word) {
  const sounds = mapSyllables(
    word,
    (initial, vowel, final) => INITIAL_SOUNDS[initial] + VOWEL_SOUNDS[vowel] + FINAL_SOUNDS[final],
    () => "",
  );
  return mergeSimilarSounds(sounds);
}

// How Latin letters may sound if they are romanised Korean: ng is one sound, or n before g (ingwon).
export function guessSounds(latin) {
  return [latin.replaceAll("ng", "n"), latin].map((text) =>
    mergeSimilarSounds(LATIN_SOUNDS.reduce((sounds, [from, to]) => sounds.replaceAll(from, to), text)),
  );
}

function mapSyllables(word, mapSyllable, mapOther) {
  const mapped = [...word].map((char) => {
    const letters = splitSyllable(char);
    return letters ? mapSyllable(...letters) : mapOther(char);
  });
  return mapped.join("");
}

// The numbers of a syllable's initial, vowel and final.
function splitSyllable(char) {
  const index = char.charCodeAt(0) - 0xac00;
  return index >= 0 && index < 11172 ? [Math.floor(index / 588), Math.floor(index / 28) % 21, index % 28] : null;
}

// Consonants that assimilate (Revised Romanization, 3.1) sound the same, and doubled letters are one.
function mergeSimilarSounds(sounds) {
  return sounds
    .replace(/[kt]l/g, "n")
    .replace(/[pm]l/g, "mn")
    .replace(/[kt](?=[nm])/g, "n")
    .replace(/p(?=[nm])/g, "m")
    .replace(/n(?=l)/g, "")
    .replace(/(.)\1+/g, "$1");
}
