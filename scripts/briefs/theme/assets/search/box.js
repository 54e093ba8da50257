// The search box: asks the worker as the reader types, and leads through the results by keyboard. Its words come from
// the page (data attributes).
import { listed } from "./results.js";

const MOST = 300; // characters of a query
const TOLD = /[가-힣]{2}|...|\d/; // enough typed to say that nothing is found
const PAUSE = 250; // milliseconds without a key, after which the address takes up the query (Safari allows 100 in 30 s)

export function start(form) {
  const { lang } = document.documentElement;
  const words = form.dataset;
  const box = form.elements.q;
  const said = form.querySelector("[role=status]");
  const list = form.querySelector("ol");
  const rest = form.querySelector(".rest");
  const results = form.querySelector(".results");
  const page = document.querySelector(".answers"); // the search's own page has room for the results
  const tries = form.querySelector(".tries");
  const choice = form.querySelector("template").content.firstElementChild.cloneNode(true);
  const themes = choice.querySelector("select");
  const worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
  let all = false; // whether every page found is shown, or the best
  let asked = 0;
  let answered = 0;
  let going = false; // Enter was pressed before the answer came
  let lost = false; // the worker could not be had: Enter leads to the search's own page, which tries anew
  let pause;

  document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: new URL("results.css", import.meta.url) }));
  worker.addEventListener("error", () => { lost = true; fail(); });
  worker.addEventListener("message", ({ data }) => { if (data.asked === asked) (data.failed ? fail : show)(data); });

  if (page) {
    page.hidden = false;
    page.append(results);
    page.addEventListener("keydown", steer);
  }
  box.addEventListener("input", () => { themes.value = ""; all = false; ask(); });
  themes.addEventListener("change", ask);
  rest.addEventListener("click", () => { all = true; ask(); });
  form.addEventListener("submit", (event) => {
    if (lost) return;
    event.preventDefault();
    going = true;
    if (answered === asked) go();
  });
  form.addEventListener("keydown", steer);
  document.addEventListener("keydown", ({ key }) => { if (key === "Escape") leave(); });
  form.addEventListener("focusin", () => { if (box.value.trim()) open(true); });
  for (const left of ["focusin", "click"]) {
    document.addEventListener(left, ({ target }) => { if (!form.contains(target) && !results.contains(target)) leave(); });
  }
  list.addEventListener("click", ({ target }) => { if (target.closest("a")) { remember(); open(false); } });
  tries.addEventListener("click", ({ target }) => {
    if (target.tagName !== "BUTTON") return;
    box.value = target.textContent;
    box.focus();
    ask();
  });
  if (box.value.trim()) ask();

  function ask() {
    const query = box.value.trim().slice(0, MOST);
    clearTimeout(pause);
    pause = setTimeout(remember, PAUSE);
    asked += 1;
    going = false;
    if (query) worker.postMessage({ asked, query, lang, theme: themes.value, all });
    else clear("", false);
  }

  function show({ results: shown, total, found }) {
    const chosen = themes.value;
    themes.replaceChildren(themes.options[0], ...found.map(([title, count]) => new Option(`${title} (${count})`, title)));
    themes.value = chosen;
    if (found.length > 1) said.after(choice); else choice.remove();
    const before = list.children.length;
    if (list.contains(document.activeElement)) box.focus();
    list.replaceChildren(...listed(shown, form));
    rest.textContent = words.rest.replace("{count}", total);
    if (all && document.activeElement === rest) list.children[before]?.querySelector("a").focus(); // the first of those added
    rest.hidden = total <= shown.length;
    const begun = !total && !TOLD.test(box.value);
    said.textContent = total ? words.count.replace("{count}", total) : begun ? "" : words.none;
    tries.hidden = total > 0 || begun;
    answered = asked;
    open(!begun);
    if (going) go();
  }

  function go() {
    going = false;
    list.querySelector("a")?.click();
  }

  function fail() {
    clear(words.failed, true);
  }

  function clear(text, opened) {
    answered = asked;
    going = false;
    list.replaceChildren();
    choice.remove();
    rest.hidden = true;
    tries.hidden = true;
    said.textContent = text;
    open(opened);
  }

  function steer(event) {
    const links = [...list.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    if (event.key === "Escape" && form.classList.contains("open")) { box.focus(); leave(); }
    else if (event.key === "ArrowDown" && links.length && document.activeElement !== themes) { open(true); (links[at + 1] ?? links[0]).focus(); }
    else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] ?? box).focus();
    else return;
    event.preventDefault();
  }

  // What was going on before an answer came is over.
  function leave() {
    going = false;
    open(false);
  }

  function open(wanted) { form.classList.toggle("open", wanted); }

  // The address holds the query, so that it can be shared, in the other language too.
  function remember() {
    clearTimeout(pause);
    const query = box.value.trim();
    const address = new URL(location.href);
    if (query) address.searchParams.set("q", query); else address.searchParams.delete("q");
    if (address.href !== location.href) history.replaceState(null, "", address);
    const toggle = document.querySelector("a.toggle");
    if (toggle) toggle.search = address.search;
  }
}
