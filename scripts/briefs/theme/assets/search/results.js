// The list of results: title, theme, the text about the matches and the reason for them, best first.

export function createResults(results, form) {
  const home = new URL(form.action.replace(/search\/$/, "")).href;
  const labels = { otherLanguage: form.dataset.twin, related: form.dataset.related, unsaid: form.dataset.unsaid };
  return results.map((result) => createItem(result, home, labels));
}

// {nodes, text}: an answer as it is shown, and as it is copied with its source and its permanent address.
export function createAnswer(answer, form) {
  const { lang } = document.documentElement;
  const home = new URL(form.action.replace(/search\/$/, "")).href;
  const { kinds, day: dayLabel, glossary } = form.dataset;
  const { value, unit, period, text, title, day, certainty, publishers, path, at } = answer;
  const link = createLink(`${home}${path}#${at}`, [[text, false]]);
  const figure = [value, unit].filter(Boolean).join(lang === "ko" ? "" : " ");
  const source = day
    ? [publishers.join(", "), kinds.split("|")[certainty], dayLabel.replace("{date}", formatDay(day, lang))]
    : [`${glossary}: ${title}`];
  const nodes = [
    figure &&
      createElement("p", { className: "answer-value" }, createElement("strong", {}, figure), period && ` (${period})`),
    createElement("p", {}, link),
    createElement("p", { className: "meta" }, source.join(" · ")),
  ];
  const [, kind, id] = /^(?:(policies)\/)?(.*?)\/$/.exec(path);
  const place = !kind && id === "glossary" ? `term/${at}/` : `${id.replace("sources/", "")}/#${at}`;
  const address = new URL(`../id/${place}`, home).href;
  const told = figure ? `${text}${period && ` (${period})`}: ${figure}` : text;
  return { nodes: nodes.filter(Boolean), text: `${told}. ${source.join(", ")}. ${address}`.replace("..", ".") };
}

// 2026-02-10 -> 10 February 2026
export function formatDay(day, lang) {
  const format = { dateStyle: "long", timeZone: "UTC" };
  return new Date(day).toLocaleDateString(lang === "ko" ? "ko-KR" : "en-GB", format);
}

function createItem({ path, title, theme, text, sections, reason }, home, labels) {
  const address = `${home}${path}`;
  const item = createElement("li", {}, createLink(address, title));
  if (theme) item.append(" ", createElement("span", { className: "meta" }, theme));
  if (text.length) item.append(createElement("p", {}, ...createMarks(text)));
  if (reason) item.append(createReason(reason, labels));
  if (sections.length) {
    const links = sections.map((section) =>
      createLink(
        `${address}#${section.at}`,
        section.isUnsaid ? [[`${labels.unsaid}: `, false], ...section.text] : section.text,
      ),
    );
    item.append(createElement("ul", {}, ...links.map((link) => createElement("li", {}, link))));
  }
  return item;
}

function createReason({ kind, lang, text }, labels) {
  const name = createElement("span", { lang }, ...createMarks(text));
  return createElement("p", { className: "meta match-reason" }, `${labels[kind]}: `, name);
}

function createLink(href, pieces) {
  return createElement("a", { href }, ...createMarks(pieces));
}

// Pieces of text, of which those that match are marked.
function createMarks(pieces) {
  return pieces.map(([text, isMatch]) => (isMatch ? createElement("mark", {}, text) : text));
}

export function createElement(name, properties, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children.filter(Boolean));
  return element;
}
