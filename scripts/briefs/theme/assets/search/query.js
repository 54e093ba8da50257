// Splits a query into terms: its words without stopwords, and the forms a word may have been given by particles and
// endings, which are removed from the query only (쿼터를 -> 쿼터).
import { toKeystrokes } from "./hangul.js";
import { STOPWORDS } from "./stopwords.js";
import { isHangul, tokenize, wordKey } from "./tokenizer.js";

export const MONTHS = "january february march april june july august september october november december".split(" ");

// Grammar, not words of the interface. Two may follow each other (유학생과보다는); the longest is tried first.
const ENDINGS = `
  으로부터 로부터 에게서 으로서 으로써 이라고 이라는 입니까 입니다 인가요 이란 란 라는 라고 까지 부터 에서 에게 한테 께서 로서 로써 으로 이나 이며 이고 보다 처럼 만큼 마다
  조차 밖에 하고 에 의 을 를 이 가 은 는 와 과 도 만 로 나 들 님 하였습니다 했습니다 하십시오 하나요 하는지 하려면 하려고 합니까 합니다 하였다 하면서 하기 하는 하다 하며
  하면 하여 해서 해야 해요 했다 했나요 한다 한 할 함 해 될까요 되나요 되는지 되었습니다 됐습니다 되었다 되는 된다 되면 되어 됐다 되다 된 될 됨 돼요 받는 받은 시키는 스러운
  적인 적으로 인 일 이에요 예요 인지 려고 으려고 려면 으려면 아야 어야 지만 니까 으니까 나요 까요 습니까 습니다 는지 는가 는데 네요 어요 아요 지요 었다 았다 였다 었습니다
  았습니다 고 며 면 서 지 게
`
  .trim()
  .split(/\s+/)
  .sort((first, second) => second.length - first.length);

// A verb, or the stub of one (쓸 수 있나요), that ends a question or a wish: if the site has no such word, it is not
// searched for.
const QUESTION_ENDING = /(나요|까요|니까|니다|어요|아요|해요|는지|[을할올될]지|려고|려면|으면|싶어요)$/;

const KEYS_BEFORE_NUMBER = /[ㄱ-ㅎㅏ-ㅣ]+(?= ?-? ?\d)/g;
const HOW = /\bhow (long|many|much|far|often)\b/gi;
const SPACED_CODE = /\b([a-z]{1,2}) ?-? ?(\d{1,2})(?:[ -]+(\d|[a-z])\b)?(?![\d,.])/gi;
const NUMERIC_DATE = /\b(\d{4})[./-] ?(\d{1,2})[./-] ?(\d{1,2})\b\.?/g;
const SHORT_MONTH = /\b(\d{1,2} |^)(jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?(?= ?\d)/gi;

export const isQuestionVerb = (word) => isHangul(word) && (word.length === 1 || QUESTION_ENDING.test(word));
export const isEnding = (text) => ENDINGS.includes(text);

export function isStopword(word) {
  if (STOPWORDS.has(word)) return true;
  if (word.length <= 1) return false;
  return isEnding(word) || listForms(word).some((form) => form.length > 1 && STOPWORDS.has(form));
}

// [{text, key, hangul}] of a query; stopwords only if it has nothing else.
export function parseQuery(query) {
  const words = tokenize(normalizeCodes(normalizeDates(query.normalize("NFC"))).replace(HOW, " "))
    .map(({ text }) => text)
    .filter((word) => !word.includes("-") || /\d/.test(word));
  const terms = words.filter((word) => !isStopword(word));
  return (terms.length ? terms : words).map(createTerm);
}

export function createTerm(word) {
  return { text: word, key: wordKey(word), hangul: isHangul(word) };
}

// A Korean word and what may stand before its endings, the longest first.
export function listForms(word) {
  return [word, ...[...removeEndings(word)].sort((first, second) => second.length - first.length)];
}

// Single letters and figures typed apart are one code (e 7 4), on the wrong keyboard layout, too (ㄷ-7-4); "how long" is
// not searched for.
export function normalizeCodes(text) {
  return text.replace(KEYS_BEFORE_NUMBER, toKeystrokes).replace(SPACED_CODE, "$1$2$3");
}

// 2024.9.26 and 26 Nov 2024 as the site writes dates: by their figures, months by their names.
export function normalizeDates(text) {
  return text.replace(NUMERIC_DATE, "$1 $2 $3").replace(SHORT_MONTH, (_, day, month) => day + nameMonth(month));
}

export const nameMonth = (short) => MONTHS.find((name) => name.startsWith(short.slice(0, 3).toLowerCase()));

function removeEndings(word, again = true) {
  const forms = new Set();
  for (const ending of ENDINGS) {
    const form = word.slice(0, -ending.length);
    if (!word.endsWith(ending) || form.length < (word.length > 2 ? 1 : 2)) continue;
    forms.add(form);
    if (!again || form.length <= 2) continue;
    for (const inner of removeEndings(form, false)) if (inner.length > 1) forms.add(inner);
  }
  return forms;
}

// The languages whose texts a query is looked up in: the reader's, and the other if the query is in its letters.
export function listLanguages(query, lang) {
  const other = lang === "en" ? "ko" : "en";
  return (other === "ko" ? /[ㄱ-힣]/ : /[a-z]{3}/i).test(query) ? [lang, other] : [lang];
}
