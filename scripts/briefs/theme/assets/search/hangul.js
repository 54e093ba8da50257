// Hangul as the keys that type it and as the sounds it has: what makes one word of 계절, rPwjf and gyejeol.
// outputs/search/tokenizer.py has the same keys; tests/search/words.yml holds the cases of both.

// The two-set keyboard (KS X 5002), shift left out.
const FIRST = "rrseefaqqttdwwczxvg";
const MIDDLE = "k o i o j p u p h hk ho hl y n nj np nl b m ml l".split(" ");
const LAST = " r r rt s sw sg e f fr fa fq ft fx fv fg a q qt t t d w c z x v g".split(" ");
// A syllable not yet whole, or Latin typed on the Korean layout: the single letters of Unicode's block U+3131–3163.
const LETTERS = "r r rt s sw sg e e f fr fa fq ft fx fv fg a q q qt t t d w w c z x v g k o i o j p u p h hk ho hl y n nj np nl b m ml l".split(" ");
const CONSONANTS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";

// The Revised Romanization with what learners take for each other made one: r/l, g/k, eo/o, eu/u, ae/e.
const FIRST_SOUND = "k k n t t l m p p s s  j j j k t p h".split(" ");
const MIDDLE_SOUND = "a e ya ye o e yo ye o wa we we yo u wo we wi yu u i i".split(" ");
const LAST_SOUND = " k k k n n n t l k m l l l p l m p p t t n t t k t p t".split(" ");

const syllable = (char) => {
  const rest = char.charCodeAt(0) - 0xac00;
  return rest >= 0 && rest < 11172 ? [Math.floor(rest / 588), Math.floor(rest / 28) % 21, rest % 28] : null;
};

const spelt = (word, spell, otherwise) => [...word].map((char) => {
  const letters = syllable(char);
  return letters ? spell(...letters) : otherwise(char);
}).join("");

export const keys = (word) => spelt(word,
  (first, middle, last) => FIRST[first] + MIDDLE[middle] + LAST[last],
  (char) => LETTERS[char.charCodeAt(0) - 0x3131] ?? char);

// 계절 -> ㄱㅈ
export const initials = (word) => spelt(word, (first) => CONSONANTS[first], (char) => char);

// Consonants that assimilate (Revised Romanization, 3.1) sound alike, and doubled letters are one.
const alike = (sounds) => sounds.replace(/[kt]l/g, "n").replace(/[pm]l/g, "mn").replace(/[kt](?=[nm])/g, "n")
  .replace(/p(?=[nm])/g, "m").replace(/n(?=l)/g, "").replace(/(.)\1+/g, "$1");

export const sounds = (word) => alike(spelt(word,
  (first, middle, last) => FIRST_SOUND[first] + MIDDLE_SOUND[middle] + LAST_SOUND[last],
  () => ""));

const LATIN_SOUNDS = [["eo", "o"], ["eu", "u"], ["ae", "e"], ["oe", "we"], ["ui", "i"], ["oo", "u"], ["ee", "i"],
  ["ch", "j"], ["sh", "s"], ["g", "k"], ["d", "t"], ["b", "p"], ["r", "l"]];

// What Latin letters may sound like if they are romanised Korean: ng is one sound, or n before g (ingwon).
export const spokenAs = (typed) => [typed.replaceAll("ng", "n"), typed].map((text) => (
  alike(LATIN_SOUNDS.reduce((said, [from, to]) => said.replaceAll(from, to), text))));
