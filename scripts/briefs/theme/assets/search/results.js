// The results as the reader sees them: title, theme, where the words stand and why, best first.

const element = (name, fields, ...children) => {
  const made = Object.assign(document.createElement(name), fields);
  made.append(...children);
  return made;
};

// Pieces of text, those that match marked.
const marked = (pieces) => pieces.map(([text, hit]) => (hit ? element("mark", {}, text) : text));

export function listed(results, form) {
  const home = new URL(form.action.replace(/search\/$/, "")).href;
  return results.map((result) => item(result, home, form.dataset));
}

function item({ path, title, theme, text, sections, why }, home, words) {
  const made = element("li", {}, element("a", { href: `${home}${path}` }, ...marked(title)));
  if (theme) made.append(" ", element("span", { className: "meta" }, theme));
  if (text.length) made.append(element("p", {}, ...marked(text)));
  if (why) made.append(element("p", { className: "meta why" }, `${words[why.kind]}: `, element("span", { lang: why.lang }, ...marked(why.text))));
  if (sections.length) {
    made.append(element("ul", {}, ...sections.map((section) => (
      element("li", {}, element("a", { href: `${home}${path}#${section.at}` }, ...marked(section.text)))))));
  }
  return made;
}
