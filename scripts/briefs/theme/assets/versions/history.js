// Compares any two versions on the page of a history, with the markup of templates/pages/differences.jinja.
import { compareTexts } from "./compare.js";
import { findDifferences } from "./parts.js";

const form = document.querySelector(".compare-any");
if (form) prepareForm();

function prepareForm() {
  const words = JSON.parse(document.getElementById("compare-words").textContent);
  const shown = document.querySelector(".compared");
  const status = form.querySelector("[role=status]");
  const { lang } = document.documentElement;
  let history;
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      history ??= await (await fetch(form.dataset.history)).json();
    } catch {
      status.textContent = form.dataset.failed;
      shown.hidden = true;
      return;
    }
    const days = [form.elements.from.value, form.elements.to.value].sort();
    const differences = findDifferences(history.parts, ...days);
    shown.replaceChildren(...createParts(differences), ...createTable(differences));
    shown.hidden = !differences.length;
    status.textContent = differences.length
      ? words.compare_done.replace("{count}", differences.length)
      : form.dataset.nothing;
  });

  function createParts(differences) {
    return differences
      .filter(({ kind }) => kind !== "figures")
      .map((one) => {
        const section = create("section", { className: "difference" });
        section.dataset.part = [one.entry, one.part, one.year[0] ?? ""].join(" ").trim();
        const both = one.languages.length > 1 ? words.change_both : words[`change_only_${one.languages[0]}`];
        const way = [words[`change_${findWay(one)}`], ...(one.isNeutral ? [] : [both])].join("\u00a0· ");
        section.append(create("h3", {}, nameOf(one)), create("p", { className: "meta" }, way));
        section.append(one.isNeutral ? create("p", {}, ...createRuns(one, lang)) : createColumns(one));
        return section;
      });
  }

  function createColumns(one) {
    const columns = ["en", "ko"].map((language) => {
      const isChanged = one.languages.includes(language);
      const text = isChanged ? createRuns(one, language) : [words[`unchanged_${language}`]];
      const options = isChanged ? {} : { className: "unchanged", lang };
      return create("div", { lang: language }, create("p", options, ...text));
    });
    return create("div", { className: "side-by-side" }, ...columns);
  }

  function createRuns(one, language) {
    const runs = compareTexts(one.before?.[language] ?? "", one.after?.[language] ?? "", language);
    return runs.map(([kind, text]) => (kind === "same" ? text : createMark(kind, wordOf(one.part, text))));
  }

  function createMark(kind, text) {
    const mark = create(kind, {}, text);
    mark.dataset.said = words[`change_${kind}`];
    return mark;
  }

  function wordOf(part, text) {
    if (part === "confidence") return words[`confidence_${text}`] ?? text;
    return part === "point_form" ? (words[text] ?? text) : text;
  }

  function nameOf(one) {
    const name = one.title[0]?.[lang] ?? words[one.section];
    const year = one.year.length ? `, ${one.year[0]}` : "";
    return name + year + (one.part === "text" ? "" : `: ${words[`part_${one.part}`]}`);
  }

  function findWay({ before, after }) {
    if (!before) return "added";
    return after ? "changed" : "removed";
  }

  function createTable(differences) {
    const figures = differences.filter(({ kind }) => kind === "figures");
    if (!figures.length) return [];
    const names = ["series", "year", "change_before", "change_after", "change"];
    const head = names.map((name) => create("th", { scope: "col" }, words[name]));
    const rows = figures.map((one) => {
      const cells = ["before", "after"].map((side, number) => {
        const mark = one[side] ? createMark(["del", "ins"][number], one[side][lang]) : words.no_figure;
        return create("td", { className: "number" }, mark);
      });
      const title = create("th", { scope: "row" }, one.title[0][lang]);
      const way = create("td", {}, words[`change_${findWay(one)}`]);
      return create("tr", {}, title, create("td", {}, one.year[0]), ...cells, way);
    });
    const table = create("table", { className: "stack changed-figures" });
    table.append(create("caption", {}, words.changed_figures));
    table.append(create("thead", {}, create("tr", {}, ...head)), create("tbody", {}, ...rows));
    return [table];
  }
}

function create(name, options, ...content) {
  const element = Object.assign(document.createElement(name), options);
  element.append(...content);
  return element;
}
