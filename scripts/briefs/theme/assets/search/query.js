// What is asked for in a query: its words, without those that every question has, and the forms a word may have been
// given by particles and endings, which are cut from the query only (쿼터를 -> 쿼터).
import { IDLE } from "./stopwords.js";
import { keys } from "./hangul.js";
import { isHangul, key, words } from "./tokenizer.js";

const MONTHS = ["january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december"];

// Grammar, not words of the interface. Two may follow each other (유학생과보다는); the longest is tried first.
const ENDINGS = ("으로부터 로부터 에게서 으로서 으로써 이라고 이라는 입니까 입니다 인가요 이란 란 라는 라고 까지 부터 에서 에게 한테 께서 로서 로써 으로 이나 이며 이고 보다 처럼 만큼 마다 조차 밖에 하고 에 의 을 를 이 가 은 는 와 과 도 만 로 나 들 님 " +
  "하였습니다 했습니다 하십시오 하나요 하는지 하려면 하려고 합니까 합니다 하였다 하면서 하기 하는 하다 하며 하면 하여 해서 해야 해요 했다 했나요 한다 한 할 함 해 될까요 되나요 되는지 되었습니다 됐습니다 되었다 되는 된다 되면 되어 됐다 되다 된 될 됨 돼요 받는 받은 시키는 스러운 적인 적으로 인 일 이에요 예요 인지 " +
  "려고 으려고 려면 으려면 아야 어야 지만 니까 으니까 나요 까요 습니까 습니다 는지 는가 는데 네요 어요 아요 지요 었다 았다 였다 었습니다 았습니다 고 며 면 서 지 게").split(" ").sort((one, other) => other.length - one.length);

// A verb, or the stub of one (쓸 수 있나요), that ends a question or a wish: if the site has no such word, it asks rather
// than is asked for.
const ASKING = /(나요|까요|니까|니다|어요|아요|해요|는지|[을할올될]지|려고|려면|으면|싶어요)$/;

export const isAsking = (word) => isHangul(word) && (word.length === 1 || ASKING.test(word));
export const isEnding = (text) => ENDINGS.includes(text);
export const isIdle = (word) => IDLE.has(word) || (word.length > 1 && (isEnding(word) || forms(word).some((form) => form.length > 1 && IDLE.has(form))));

// [{text, key, hangul}] of a query.
export function queryWords(text) {
  const said = words(codes(text)).filter(({ text: word }) => !word.includes("-") || /\d/.test(word));
  const telling = said.filter(({ text: word }) => !isIdle(word));
  return (telling.length ? telling : said).map(({ text: word }) => asked(word));
}

// Single letters and figures typed apart are one code (e 7 4), on the wrong keyboard layout, too (ㄷ-7-4); what goes with "how" asks, and is not asked for.
const codes = (text) => dates(text.normalize("NFC")).replace(/[ㄱ-ㅎㅏ-ㅣ]+(?= ?-? ?\d)/g, keys).replace(/\bhow (long|many|much|far|often)\b/gi, " ").replace(/\b([a-z]{1,2}) ?-? ?(\d{1,2})(?:[ -]+(\d|[a-z])\b)?(?![\d,.])/gi, "$1$2$3");

// 2024.9.26 and 26 Nov 2024 as the site writes dates: by their figures, months by their names.
const dates = (text) => text.replace(/\b(\d{4})[.\/-] ?(\d{1,2})[.\/-] ?(\d{1,2})\b\.?/g, "$1 $2 $3")
  .replace(/\b(\d{1,2} |^)(jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?(?= ?\d)/gi, (_, day, month) => day + MONTHS.find((name) => name.startsWith(month.slice(0, 3).toLowerCase())));

export const asked = (word) => ({ text: word, key: key(word), hangul: isHangul(word) });

// A Korean word and what may stand before its endings, the longest first.
export const forms = (word) => [word, ...[...stems(word)].sort((one, other) => other.length - one.length)];

function stems(word, again = true) {
  const found = new Set();
  for (const ending of ENDINGS) {
    const left = word.slice(0, -ending.length);
    if (!word.endsWith(ending) || left.length < (word.length > 2 ? 1 : 2)) continue;
    found.add(left);
    if (again && left.length > 2) for (const inner of stems(left, false)) if (inner.length > 1) found.add(inner);
  }
  return found;
}
