// Compares two texts word by word, as versions/comparison.py does; the cases of both are in tests/versions/words.yml.
// The longest equal pieces are sought as Python's difflib.SequenceMatcher seeks them, so that both mark the same words.

const FIGURE = String.raw`[0-9]+(?:[.,][0-9]+)*(?:%|\s(?:thousand|million|billion|trillion)\b)?`;
const LETTERS = String.raw`[\p{L}\p{N}_]+`;
const ENGLISH = new RegExp(`${FIGURE}|${LETTERS}(?:[-'’]${LETTERS})*|[^\\p{L}\\p{N}_\\s]`, "giu");
const KOREAN = /(?:[0-9][0-9,.]*[조억만천백]+ (?=[0-9]))*\S+/gu;
const ALIKE = 0.25;

// The place of each word of a text: [begin, end].
export function splitWords(text, language) {
  const pattern = language === "ko" ? KOREAN : ENGLISH;
  return [...text.matchAll(pattern)].map((match) => [match.index, match.index + match[0].length]);
}

// The pieces of both texts in order: [kind, text], of the kind `same`, `del` or `ins`.
export function compareTexts(before, after, language) {
  const old = splitWords(before, language);
  const now = splitWords(after, language);
  const cut = (text, words) => words.map(([begin, end]) => text.slice(begin, end));
  const blocks = findBlocks(cut(before, old), cut(after, now));
  const equal = blocks.reduce((sum, [, , size]) => sum + size, 0);
  if (2 * equal < ALIKE * (old.length + now.length)) {
    return [
      ["del", before],
      ["ins", after],
    ].filter(([, text]) => text);
  }
  const runs = [];
  let oldEnd = 0;
  let nowEnd = 0;
  for (const [oldBegin, nowBegin, size] of [...blocks, [old.length, now.length, 0]]) {
    if (oldBegin > oldEnd) addPiece(runs, "del", before, old.slice(oldEnd, oldBegin), findBlank(before, old, oldEnd));
    if (nowBegin > nowEnd) addPiece(runs, "ins", after, now.slice(nowEnd, nowBegin), blankHere(nowEnd));
    oldEnd = oldBegin + size;
    if (size) addPiece(runs, "same", after, now.slice(nowBegin, nowBegin + size), blankHere(nowBegin));
    nowEnd = nowBegin + size;
  }
  return runs;

  function blankHere(number) {
    return findBlank(after, now, number) || (runs.at(-1)?.[0] === "del" ? " " : "");
  }
}

function findBlank(text, words, number) {
  return text.slice(number ? words[number - 1][1] : 0, words[number][0]);
}

// The blank before a piece is no part of it, so that no blank is underlined.
function addPiece(runs, kind, text, words, blank) {
  if (blank) addRun(runs, "same", blank);
  addRun(runs, kind, text.slice(words[0][0], words.at(-1)[1]));
}

function addRun(runs, kind, text) {
  const joined = runs.at(-1)?.[0] === kind ? runs.pop()[1] + text : text;
  runs.push([kind, joined]);
}

// The equal pieces of two lists in order, adjacent ones joined: [begin in the first, begin in the second, length].
function findBlocks(first, second) {
  const places = new Map();
  for (const [number, word] of second.entries()) places.set(word, [...(places.get(word) ?? []), number]);
  const found = [];
  const waiting = [[0, first.length, 0, second.length]];
  while (waiting.length) {
    const [begin, end, otherBegin, otherEnd] = waiting.pop();
    const [at, other, size] = findLongest(first, places, begin, end, otherBegin, otherEnd);
    if (!size) continue;
    found.push([at, other, size]);
    waiting.push([begin, at, otherBegin, other], [at + size, end, other + size, otherEnd]);
  }
  found.sort((one, two) => one[0] - two[0] || one[1] - two[1]);
  const joined = [];
  for (const [at, other, size] of found) {
    const last = joined.at(-1);
    if (last && last[0] + last[2] === at && last[1] + last[2] === other) last[2] += size;
    else joined.push([at, other, size]);
  }
  return joined;
}

// The longest equal piece of two ranges; of several the first one in the first list, then in the second.
function findLongest(first, places, begin, end, otherBegin, otherEnd) {
  let best = [begin, otherBegin, 0];
  let lengths = new Map();
  for (let at = begin; at < end; at += 1) {
    const next = new Map();
    for (const other of places.get(first[at]) ?? []) {
      if (other < otherBegin || other >= otherEnd) continue;
      const length = (lengths.get(other - 1) ?? 0) + 1;
      next.set(other, length);
      if (length > best[2]) best = [at - length + 1, other - length + 1, length];
    }
    lengths = next;
  }
  return best;
}
