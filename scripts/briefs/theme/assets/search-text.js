// What a reader types and what the pages say, brought to one form. Every word becomes the keys that type it on a
// two-set Korean keyboard (계절 -> rpwjf), so Hangul, Latin letters, the wrong keyboard layout and half-composed
// syllables share one alphabet. tests/search/words.yml holds the cases.

const INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
const INITIAL_KEYS = "r R s e E f a q Q t T d w W c z x v g".split(" ");
const MEDIAL_KEYS = "k o i O j p u P h hk ho hl y n nj np nl b m ml l".split(" ");
const FINAL_KEYS = " r R rt s sw sg e f fr fa fq ft fx fv fg a q qt t T d w c z x v g".split(" ");
const JAMO = "ㄱㄲㄳㄴㄵㄶㄷㄸㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅃㅄㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ";
const JAMO_KEYS = "r R rt s sw sg e E f fr fa fq ft fx fv fg a q Q qt t T d w W c z x v g k o i O j p u P h hk ho hl y n nj np nl b m ml l".split(" ");

// The Revised Romanization, folded: what learners confuse (r/l, g/k, eo/o, eu/u, ae/e, doubled letters) is one.
const INITIAL_SOUNDS = "k k n t t l m p p s s  j j j k t p h".split(" ");
const MEDIAL_SOUNDS = "a e ya ye o e yo ye o wa we we yo u wo we wi yu u i i".split(" ");
const FINAL_SOUNDS = " k k k n n n t l k m l l l p l m p p t t n t t k t p t".split(" ");

const parts = (syllable) => {
  const code = syllable.charCodeAt(0) - 0xac00;
  return code >= 0 && code < 11172 ? [Math.floor(code / 588), Math.floor(code / 28) % 21, code % 28] : null;
};

export const keys = (word) => [...word].map((char) => {
  const [first, middle, last] = parts(char) ?? [];
  if (first !== undefined) return INITIAL_KEYS[first] + MEDIAL_KEYS[middle] + FINAL_KEYS[last];
  return JAMO.includes(char) ? JAMO_KEYS[JAMO.indexOf(char)] : char;
}).join("").toLowerCase();

export const initials = (word) => [...word].map((char) => (parts(char) ? INITIALS[parts(char)[0]] : char)).join("");

const foldSounds = (sounds) => sounds.replace(/(.)\1+/g, "$1").replace(/n(?=l)/g, "").replace(/[kt](?=[nm])/g, "n");

export const sounds = (word) => foldSounds([...word].map((char) => {
  const [first, middle, last] = parts(char) ?? [];
  return first === undefined ? "" : INITIAL_SOUNDS[first] + MEDIAL_SOUNDS[middle] + FINAL_SOUNDS[last];
}).join(""));

export const spokenAs = (typed) => foldSounds(typed
  .replace(/ng/g, "n").replace(/eo/g, "o").replace(/eu/g, "u").replace(/ae/g, "e").replace(/oe/g, "we").replace(/ui/g, "i").replace(/oo/g, "u").replace(/ee/g, "i")
  .replace(/ch/g, "j").replace(/g/g, "k").replace(/d/g, "t").replace(/b/g, "p").replace(/r/g, "l").replace(/sh/g, "s"));

// British and American spelling, plural and verb endings: a stem that both sides share, not a word.
export const stem = (word) => {
  if (word.length < 4 || /\d/.test(word)) return word;
  const spelt = word.replace(/programmes?$/, "program").replace(/our(?=s?$|ed$|ing$|er)/, "or").replace(/is(?=(e[srd]?|ing|ations?)$)/, "iz")
    .replace(/centre/, "center").replace(/ll(?=(ed|ing|er)$)/, "l");
  const bare = spelt.replace(/'s$/, "").replace(/ies$/, "y").replace(/(ss|sh|ch|x|z)es$/, "$1").replace(/([^s])s$/, "$1");
  const root = bare.replace(/(ization|izing|ized|izer?)$/, "iz").replace(/(ation|ating|ated?|ator)$/, "at")
    .replace(/(tion|ting|ted|te)$/, "t").replace(/(ing|ed|ly|ment)$/, "").replace(/e$/, "");
  return root.length >= 3 ? root.replace(/([^aeiouls])\1$/, "$1") : bare;
};

// The words of a text: [{text, begin, end, key, hangul}]; a hyphenated word also as its parts (e-7-4: e74; low-skilled).
const WORDS = /[가-힣ㄱ-ㅎㅏ-ㅣ]+|[a-z]+(?:'s)?(?:-?\d+)+(?:-?[a-z\d]{1,2}(?![a-z]))*|\d[\d,.]*\d(?:st|nd|rd|th)?|[a-z\d]+(?:[-'][a-z\d]+)*/g;

export const words = (text) => {
  const found = [];
  for (const match of text.toLowerCase().matchAll(WORDS)) {
    const add = (word, begin) => {
      const hangul = /[가-힣ㄱ-ㅎㅏ-ㅣ]/.test(word);
      found.push({ text: word, begin, end: begin + word.length, key: hangul ? keys(word) : stem(word), hangul });
    };
    const [word] = match;
    if (/^[a-z]+-?\d|^\d/.test(word)) {
      add(word, match.index);
      found.at(-1).key = word.replace(/[-,.]|(st|nd|rd|th)$/g, "");
    } else if (/[-]/.test(word)) {
      let begin = match.index;
      if (word.length <= 6) { add(word, begin); found.at(-1).key = word.replace(/-/g, ""); }
      for (const piece of word.split("-")) { add(piece, begin); begin += piece.length + 1; }
    } else add(word, match.index);
  }
  return found;
};

// Particles and endings that follow a Korean word; cut from the query only, the longest first.
const ENDINGS = ("으로부터 로부터 에게서 에서는 에서도 에서의 으로는 으로서 으로써 이라고 이라는 입니까 입니다 인가요 이란 란 라는 라고 까지 부터 에서 에게 한테 께서 에는 에도 와의 과의 로는 로서 로써 으로 이나 이며 이고 보다 처럼 만큼 마다 조차 밖에 하고 에 의 을 를 이 가 은 는 와 과 도 만 로 나 들 들이 들을 들의 들은 들에게 " +
  "하였습니다 했습니다 하십시오 하나요 하는지 하려면 하려고 합니까 합니다 하였다 하면서 하기 하는 하다 하며 하면 하여 해서 해야 해요 했다 했나요 한다 한 할 함 해 될까요 되나요 되는지 되었습니다 됐습니다 되었다 되는 된다 되면 되어 됐다 되다 된 될 됨 돼요 받는 받은 시키는 스러운 적인 적으로 인 일 이에요 예요 인지 " +
  "나요 까요 습니까 습니다 는지 는가 는데 네요 어요 아요 지요 었다 았다 였다 었습니다 았습니다 고 며 면 서 지 게").split(" ").sort((a, b) => b.length - a.length);

export const isEnding = (text) => ENDINGS.includes(text);

// What may stand before the endings of a word, the longest first; two endings may follow each other (유학생과보다는).
export const stems = (word, again = true) => {
  const found = new Set();
  for (const ending of ENDINGS) {
    const left = word.slice(0, -ending.length);
    if (!word.endsWith(ending) || left.length < (word.length > 2 ? 1 : 2)) continue;
    found.add(left);
    if (again && left.length > 2) for (const inner of stems(left, false)) if (inner.length > 1) found.add(inner);
  }
  return [...found].sort((one, other) => other.length - one.length);
};

const IDLE = new Set(("a an the of to in on for by at is are was be do does did what which who whom how why when where can could may i my me we you it its this that these there with about and or any from as has have had many much will would " +
  "무엇 무엇인가요 무엇을 뭐 뭐예요 뭔가요 어떤 어떻게 언제 어디 어디서 누가 누구 왜 몇 수 있나요 있는 있습니까 있다 있어요 없나요 위한 위해 위하여 대한 대해 관한 관해 및 등 좀 알려주세요 알려 주세요 싶어요 하나요 되나요 인가요 이란 그리고 또는 것 때 후 더").split(" "));

export const idle = (word) => IDLE.has(word);

// The words of a query: single letters and figures typed apart are one code (e 7 4).
export const queryWords = (text) => {
  const joined = text.normalize("NFC").replace(/\b([a-z]{1,2}) ?-? ?(\d{1,2})(?:[ -]+(\d|[a-z])\b)?(?![\d,.])/gi, "$1$2$3");
  const all = words(joined);
  const split = all.filter((word, at) => !all.some((other, place) => place !== at && other.begin <= word.begin && other.end >= word.end && other.text.length > word.text.length && /\d|^.{1,6}$/.test(other.text)));
  const kept = split.filter((word) => !idle(word.text));
  return kept.length ? kept : split;
};
