// The sentences of a draft, in English and Korean. A new line ends one, unless the text was broken to fit a page.
const MARK = /^(?:[-–—•*·○●□■▪◦※▶]|\(?\d{1,2}[.)]|\(?[가-하][.)]|[①-⑳])\s+/; // of a list
const SHORT =
  "Mr Mrs Ms Dr Prof Amb Gen Gov Sen Rep St No Nos Art Arts para paras vs approx cf Fig Vol pp p e\\.g i\\.e " +
  "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec [A-Z] (?:[A-Z]\\.)+[A-Z]";
const ABBREVIATION = new RegExp(`(?:^|[\\s("“‘'])(?:${SHORT.replaceAll(" ", "|")})\\.$`);
const END = /[.!?…。！？]+["'”’」』)\]]*(?=\s)/g;
const ENDED = /[.!?…:;。”’」』"][)\]”’」』"]*$/; // a line that is no part of a sentence
const BEGUN = /^[\p{Ll}\d가-힣(]/u; // a line that may go on with one
const BROKEN = 40; // letters of a line that was broken to fit

export function splitSentences(text) {
  return joinLines(text).flatMap(splitLine);
}

function joinLines(text) {
  const lines = [];
  for (const line of text.split(/\r?\n/).map((one) => one.trim())) {
    const before = lines.at(-1);
    const isGoing = before?.length >= BROKEN && !ENDED.test(before) && BEGUN.test(line) && !MARK.test(line);
    if (isGoing) lines[lines.length - 1] = `${before} ${line}`;
    else lines.push(line);
  }
  return lines.map((line) => line.replace(MARK, "").trim()).filter(Boolean);
}

function splitLine(line) {
  const sentences = [];
  let begin = 0;
  for (const { 0: marks, index } of line.matchAll(END)) {
    const end = index + marks.length;
    const rest = line.slice(end).trimStart();
    if (goesOn(line.slice(begin, end), rest)) continue;
    sentences.push(line.slice(begin, end).trim());
    begin = end;
  }
  return [...sentences, line.slice(begin).trim()].filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
}

// 2025. 2. 10.은, No. 5 and i.e. do not end a sentence.
function goesOn(sentence, rest) {
  if (!sentence.endsWith(".")) return /^[a-z]/.test(rest);
  const isDate =
    /(?:^|[^\d])(?:\d{4}|\d{4}\. ?\d{1,2}|\d{4}\. ?\d{1,2}\. ?\d{1,2})\.$/.test(sentence) && /^[\d가-힣(~]/.test(rest);
  return isDate || ABBREVIATION.test(sentence) || /^[a-z]/.test(rest);
}

export const countWords = (text) => text.match(/\S+/g)?.length ?? 0;
