// The list of results: title, theme, the text about the matches and the reason for them, best first.

export function createResults(results, form) {
  const home = new URL(form.action.replace(/search\/$/, "")).href;
  const labels = { otherLanguage: form.dataset.twin, related: form.dataset.related };
  return results.map((result) => createItem(result, home, labels));
}

function createItem({ path, title, theme, text, sections, reason }, home, labels) {
  const address = `${home}${path}`;
  const item = createElement("li", {}, createLink(address, title));
  if (theme) item.append(" ", createElement("span", { className: "meta" }, theme));
  if (text.length) item.append(createElement("p", {}, ...createMarks(text)));
  if (reason) item.append(createReason(reason, labels));
  if (sections.length) {
    const links = sections.map((section) => createLink(`${address}#${section.at}`, section.text));
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

function createElement(name, properties, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}
