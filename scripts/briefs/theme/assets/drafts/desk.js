// The page check/: fetches what a draft is compared with, once, when it opens. The draft stays on the page.
import { DraftJudge } from "./judge.js";
import { Report } from "./report.js";
import { countWords, splitSentences } from "./sentences.js";

const LIMIT = 5000; // words
const VERDICTS = ["verbatim", "agrees", "differs", "nearest", "none"];
const BREATH = 40; // milliseconds after which the page may answer the reader
const DATA = new URL("../drafts.json", import.meta.url);

const form = document.querySelector("form.check");
const { draft, run, clear } = form.elements;
const status = document.querySelector(".check-status");
const section = document.querySelector(".check-result");
const list = document.getElementById("results");
const copy = section.querySelector("[data-do=copy-results]");
const count = form.querySelector("output");
const marks = Object.fromEntries(
  VERDICTS.map((verdict) => [verdict, document.querySelector(`[data-mark=${verdict}]`)]),
);
let results = [];
let round = 0;

form.hidden = false;
document.querySelector(".check-script").hidden = true;
showCount();
draft.addEventListener("input", showCount);
open();

async function open() {
  try {
    const answer = await fetch(DATA);
    if (!answer.ok) throw new Error(answer.statusText);
    const data = await answer.json();
    const judge = new DraftJudge(data);
    const report = new Report(form, data.publishers, judge.places.pages, marks);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      check(judge, report);
    });
    clear.addEventListener("click", () => {
      draft.value = "";
      showCount();
      showResults([]);
      status.textContent = "";
      draft.focus();
    });
    copy.addEventListener("click", () => copyResults(report));
    run.disabled = false;
    form.dataset.ready = "";
  } catch {
    status.textContent = form.dataset.failed;
  }
}

async function check(judge, report) {
  round += 1;
  const mine = round;
  showResults([]);
  const words = countWords(draft.value);
  const sentences = splitSentences(draft.value);
  if (!sentences.length || words > LIMIT) {
    status.textContent = sentences.length ? form.dataset.long : form.dataset.empty;
    draft.focus();
    return;
  }
  status.textContent = form.dataset.busy;
  const found = [];
  let begin = performance.now();
  for (const sentence of sentences) {
    found.push(judge.judge(sentence));
    if (performance.now() - begin < BREATH) continue;
    await new Promise((done) => setTimeout(done));
    if (mine !== round) return;
    begin = performance.now();
  }
  showResults(found, report);
}

function showResults(found, report) {
  results = found;
  section.hidden = !found.length;
  list.replaceChildren(...found.map((result) => report.createItem(result)));
  if (!found.length) return;
  const counts = VERDICTS.map((verdict) => [verdict, found.filter((one) => one.verdict === verdict).length]);
  status.replaceChildren(
    ...counts
      .filter(([, number]) => number)
      .map(([verdict, number]) => {
        const mark = marks[verdict].cloneNode(true);
        mark.append(` ${number}`);
        return mark;
      }),
  );
}

function showCount() {
  count.textContent = form.dataset.count.replace("{count}", countWords(draft.value).toLocaleString("en"));
}

async function copyResults(report) {
  const lines = report.writeLines(results);
  const plain = lines.map((parts, number) => `${number + 1}. ${parts.filter(Boolean).join("\n   ")}`).join("\n");
  const rich = document.createElement("ol");
  for (const [said, recorded, address] of lines) {
    const item = document.createElement("li");
    const link = Object.assign(document.createElement("a"), { href: address, textContent: address });
    item.append(said, document.createElement("br"), recorded, " ", address ? link : "");
    rich.append(item);
  }
  const blob = (text, type) => new Blob([text], { type });
  const label = copy.querySelector("span");
  label.dataset.name ??= label.textContent;
  try {
    if (!globalThis.ClipboardItem) await navigator.clipboard.writeText(plain);
    else {
      const forms = {
        "text/plain": blob(plain, "text/plain"),
        "text/html": blob(new XMLSerializer().serializeToString(rich), "text/html"),
      };
      await navigator.clipboard.write([new ClipboardItem(forms)]);
    }
    label.textContent = form.dataset.copied;
  } catch {
    label.textContent = form.dataset.copyFailed;
  }
  section.querySelector("[role=status]").textContent = label.textContent;
  setTimeout(() => {
    label.textContent = label.dataset.name;
  }, 1500);
}
