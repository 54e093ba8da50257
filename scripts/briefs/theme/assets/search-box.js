// The search box and its list of results. Words come from the page (data attributes), matches from the worker.
const MOST = 10;
const element = (name, fields = {}, ...children) => {
  const made = Object.assign(document.createElement(name), fields);
  made.append(...children);
  return made;
};

export function start(form) {
  const lang = document.documentElement.lang;
  const words = form.dataset;
  const home = new URL(form.action.replace(/search\/$/, ""));
  const box = form.elements.q;
  const said = form.querySelector("[role=status]");
  const list = form.querySelector("ol");
  const themes = element("select", { name: "theme" }, new Option(words.all, ""));
  const choice = element("label", {}, words.theme, " ", themes);
  const tries = form.querySelector(".tries");
  let asked = 0;

  document.head.append(element("link", { rel: "stylesheet", href: new URL("search.css", import.meta.url).href }));
  const worker = new Worker(new URL("search-worker.js", import.meta.url), { type: "module" });
  worker.addEventListener("error", fail);
  worker.addEventListener("message", ({ data }) => (data.failed ? fail() : data.asked === asked && show(data)));

  box.addEventListener("input", () => { themes.value = ""; ask(); });
  themes.addEventListener("change", ask);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    list.querySelector("a")?.click();
  });
  form.addEventListener("keydown", steer);
  form.addEventListener("focusin", () => { if (box.value.trim()) open(true); });
  document.addEventListener("click", (event) => { if (!form.contains(event.target)) open(false); });
  tries.addEventListener("click", ({ target }) => {
    if (target.tagName !== "BUTTON") return;
    box.value = target.textContent;
    box.focus();
    ask();
  });
  if (box.value.trim()) ask();

  function ask() {
    const query = box.value.trim();
    remember(query);
    asked += 1;
    if (!query) { open(false); list.replaceChildren(); said.textContent = ""; return; }
    worker.postMessage({ asked, query, lang, theme: themes.value });
  }

  function show({ results, total, found }) {
    const chosen = themes.value;
    themes.replaceChildren(new Option(words.all, ""), ...found.map(([title, count]) => new Option(`${title} (${count})`, title)));
    themes.value = chosen;
    if (found.length > 1) said.after(choice); else choice.remove();
    list.replaceChildren(...results.slice(0, MOST).map(result));
    said.textContent = (total ? words.count : words.none).replace("{count}", total);
    tries.hidden = total > 0;
    open(true);
  }

  function result({ path, title, theme, text, sections, why }) {
    const line = element("p", {}, ...marked(text));
    const item = element("li", {}, element("a", { href: `${home.href}${path}` }, ...marked(title)));
    if (theme) item.append(element("span", { className: "meta", textContent: theme }));
    if (text.length) item.append(line);
    if (why) item.append(element("p", { className: "meta" }, `${words[why.kind]}: `, element("span", { lang: why.lang, textContent: why.text })));
    if (sections.length) {
      item.append(element("ul", {}, ...sections.map(({ at, text: said_ }) => element("li", {}, element("a", { href: `${home.href}${path}#${at}` }, ...marked(said_))))));
    }
    return item;
  }

  function marked(pieces) {
    return pieces.map(([text, hit]) => (hit ? element("mark", { textContent: text }) : text));
  }

  function steer(event) {
    const links = [...list.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    if (event.key === "Escape") { open(false); box.focus(); open(false); }
    else if (event.key === "ArrowDown" && links.length && document.activeElement !== themes) (links[at + 1] ?? links[0]).focus();
    else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] ?? box).focus();
    else return;
    event.preventDefault();
  }

  function open(wanted) { form.classList.toggle("open", wanted); }

  // The address holds the query, so that it can be shared, in the other language too.
  function remember(query) {
    const address = new URL(location.href);
    if (query) address.searchParams.set("q", query); else address.searchParams.delete("q");
    history.replaceState(null, "", address);
    const toggle = document.querySelector("a.toggle");
    if (toggle) toggle.search = address.search;
  }

  function fail() {
    list.replaceChildren();
    said.textContent = words.failed;
    open(true);
  }
}
