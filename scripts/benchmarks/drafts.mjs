// Checks the sentences of a JSON file against the data of another, as the page check/ does. Writes the verdicts as
// JSON.
import { readFileSync } from "node:fs";
import { DraftJudge } from "../briefs/theme/assets/drafts/judge.js";
import { countWords } from "../briefs/theme/assets/drafts/sentences.js";

const WORDS = 1000;
const RUNS = 5;

const [data, rows] = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, "utf-8")));
const judge = new DraftJudge(data);
const found = rows.map(({ text }) => {
  const { verdict, place } = judge.judge(text);
  return { verdict, place: place && `${place.path.replace(/^(?:policies|sources)\/|\/$/g, "")}#${place.anchor}` };
});
process.stdout.write(JSON.stringify({ found, times: { en: measure("en"), ko: measure("ko") } }));

// Milliseconds for a draft of 1,000 words, the fastest of some runs, since other work on the machine only adds to it.
function measure(language) {
  const own = rows.filter((row) => row.language === language);
  const draft = [];
  for (let number = 0, words = 0; words < WORDS; number += 1) {
    draft.push(own[number % own.length].text);
    words += countWords(draft.at(-1));
  }
  const times = Array.from({ length: RUNS }, () => {
    const begin = performance.now();
    for (const text of draft) judge.judge(text);
    return performance.now() - begin;
  });
  return times.sort((first, second) => first - second)[0];
}
