// A checked sentence as an element of the list, and as it is copied with its source.
import { createElement, formatDay } from "../search/results.js";

const KINDS = ["official", "press", "secondary"];

export class Report {
  // `words`: the form's data; `publishers`: [[English, Korean]]; `marks`: the element of each verdict.
  constructor(form, publishers, pages, marks) {
    this.words = form.dataset;
    this.lang = document.documentElement.lang;
    this.publishers = publishers.map((names) => names[this.lang === "ko" ? 1 : 0]);
    this.pages = pages;
    this.marks = marks;
    this.home = new URL("..", location.href);
  }

  createItem(result) {
    const { verdict, lang } = result;
    const item = createElement("li", {}, this.marks[verdict].cloneNode(true));
    item.dataset.verdict = verdict;
    const body = createElement("div", {}, createElement("p", { className: "yours", lang }, ...markClaims(result)));
    body.append(...this.#createFinding(result));
    item.append(body);
    return item;
  }

  #createFinding(result) {
    const { verdict, place, others, lang } = result;
    if (!place) return [createElement("p", { className: "meta" }, this.words.none)];
    const isVerbatim = verdict === "verbatim"; // shown with its other language
    const shown = { lang: isVerbatim ? (lang === "ko" ? "en" : "ko") : lang, className: isVerbatim ? "said" : "" };
    const recorded = createElement("p", shown, this.#readPlace(result));
    const source = createElement("p", { className: "meta" }, ...this.#createSource(place));
    if (verdict === "differs") {
      const wrote = others.map(({ text }) => text).join(", ");
      const list = createElement("dl", {}, createElement("dt", {}, this.words.wrote), createElement("dd", {}));
      list.lastChild.append(createElement("b", { lang }, wrote));
      const here = createElement("dd", {}, recorded);
      list.append(createElement("dt", {}, this.words.here), here);
      return [list, source];
    }
    const label = createElement("p", { className: "meta" }, this.words[verdict]);
    return [label, recorded, source];
  }

  // What is recorded: of a series its title and the value of the year; of a word-for-word sentence the other language.
  #readPlace({ verdict, place, row, rows: shown, lang }) {
    if (verdict === "verbatim") return place[lang === "ko" ? "en" : "ko"];
    if (!place.rows) return place[lang];
    const [title, unit] = place[lang].split(": ");
    const rows = row ? place.rows.filter((one) => one === row || shown?.includes(one)) : place.rows;
    const values = rows.map(([period, value]) => `${period}: ${value.toLocaleString("en")}`).join(", ");
    return `${title}, ${values} (${unit.replace(/\((.*)\)/, ", $1")})`;
  }

  #createSource(place) {
    const address = new URL(`${place.path}#${place.anchor}`, this.home).href;
    const link = createElement("a", { href: address }, this.#nameOf(place));
    const parts = this.#listSources(place);
    return parts.length ? [link, ` · ${parts.join(" · ")}`] : [link];
  }

  #nameOf({ page, anchor, kind }) {
    const title = this.pages[page][this.lang];
    const [, paragraph, sentence] = /^p(\d+)s(\d+)$/.exec(anchor) ?? [];
    if (kind !== "sentence" || !paragraph) return title;
    return `${title}, ${this.words.place.replace("{paragraph}", paragraph).replace("{sentence}", sentence)}`;
  }

  #listSources({ origin: [day, kind, ...publishers] }) {
    if (!day) return [];
    const names = publishers.map((number) => this.publishers[number]).join(", ");
    return [names, this.words[KINDS[kind]] ?? "", this.words.day.replace("{date}", formatDay(day, this.lang))].filter(
      Boolean,
    );
  }

  // [sentence and verdict, what is recorded and where] of each result, for the clipboard.
  writeLines(results) {
    return results.map((result) => {
      const { verdict, place, sentence, others } = result;
      const name = this.words[`name${verdict[0].toUpperCase()}${verdict.slice(1)}`];
      const wrote = verdict === "differs" ? `${this.words.wrote}: ${others.map(({ text }) => text).join(", ")}. ` : "";
      if (!place) return [`${sentence} [${name}]`, this.words.none, ""];
      const source = [this.#nameOf(place), ...this.#listSources(place)].join(", ");
      const id = place.path.replace(/^(?:policies|sources)\//, "");
      const path = place.path === "glossary/" ? `id/term/${place.anchor}/` : `id/${id}#${place.anchor}`;
      return [
        `${sentence} [${name}]`,
        `${wrote}${this.#readPlace(result)} (${source})`,
        new URL(`../${path}`, this.home).href,
      ];
    });
  }
}

// The sentence with what differs marked.
function markClaims({ sentence, others }) {
  const pieces = [];
  let done = 0;
  for (const { begin, end } of others.toSorted((first, second) => first.begin - second.begin)) {
    if (begin < done) continue;
    pieces.push(sentence.slice(done, begin), createElement("mark", {}, sentence.slice(begin, end)));
    done = end;
  }
  return [...pieces, sentence.slice(done)];
}
