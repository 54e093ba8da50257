// The search box: queries the worker as the reader types, and leads through the results by keyboard. Its texts come
// from the page (data attributes).
import { createAnswer, createResults } from "./results.js";

const MAX_QUERY_LENGTH = 300; // characters
const ENOUGH_TYPED = /[가-힣]{2}|...|\d/; // to say that nothing is found
const COPIED_DELAY = 1500; // milliseconds for which a button says that it has copied
const ADDRESS_DELAY = 250; // milliseconds from the last key until the address has the query (Safari: 100 in 30 s)

export function startSearch(form) {
  const { lang } = document.documentElement;
  const labels = form.dataset;
  const box = form.elements.q;
  const status = form.querySelector("[role=status]");
  const results = form.querySelector(".results");
  const list = form.querySelector("ol");
  const showAllButton = form.querySelector(".show-all");
  const answerBox = form.querySelector("[data-answer]");
  const copyButton = answerBox.querySelector("button");
  const scope = form.querySelector("[data-scope]");
  const examples = form.querySelector(".examples");
  const choices = [...form.querySelector("template").content.cloneNode(true).children];
  const selects = choices.map((choice) => choice.querySelector("select"));
  const resultsPage = document.querySelector(".results-page"); // the search's own page has room for the results
  const worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
  let showAll = false; // every page found, or only the best
  let lastQuery = 0; // number of the last query sent
  let lastAnswer = 0;
  let isEntering = false; // Enter was pressed before the answer came
  let hasFailed = false; // the worker could not be loaded: Enter leads to the search's own page, which tries anew
  let addressTimer;
  let answerText = ""; // what the button of the answer copies

  addStyles();
  worker.addEventListener("error", () => {
    hasFailed = true;
    showFailure();
  });
  worker.addEventListener("message", ({ data }) => {
    if (data.id !== lastQuery) return;
    if (data.failed) showFailure();
    else showAnswer(data);
  });
  if (resultsPage) {
    resultsPage.hidden = false;
    resultsPage.append(results);
    resultsPage.addEventListener("keydown", handleKey);
  }
  box.addEventListener("input", () => {
    for (const select of selects) select.value = "";
    showAll = false;
    sendQuery();
  });
  for (const select of selects) select.addEventListener("change", sendQuery);
  showAllButton.addEventListener("click", () => {
    showAll = true;
    sendQuery();
  });
  form.addEventListener("submit", (event) => {
    if (hasFailed) return;
    event.preventDefault();
    isEntering = true;
    if (lastAnswer === lastQuery) openFirstResult();
  });
  form.addEventListener("keydown", handleKey);
  form.addEventListener("focusin", () => {
    if (box.value.trim()) toggleResults(true);
  });
  document.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") leaveSearch();
  });
  for (const event of ["focusin", "click"]) {
    document.addEventListener(event, ({ target }) => {
      if (!form.contains(target) && !results.contains(target)) leaveSearch();
    });
  }
  results.addEventListener("click", ({ target }) => {
    if (!target.closest("a")) return;
    updateAddress();
    toggleResults(false);
  });
  examples.addEventListener("click", ({ target }) => {
    if (target.tagName !== "BUTTON") return;
    box.value = target.textContent;
    box.focus();
    sendQuery();
  });
  copyButton.addEventListener("click", copyAnswer);
  if (box.value.trim()) sendQuery();

  function addStyles() {
    const href = new URL("results.css", import.meta.url);
    document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href }));
  }

  function sendQuery() {
    const query = box.value.trim().slice(0, MAX_QUERY_LENGTH);
    clearTimeout(addressTimer);
    addressTimer = setTimeout(updateAddress, ADDRESS_DELAY);
    lastQuery += 1;
    isEntering = false;
    if (query) worker.postMessage({ id: lastQuery, query, lang, chosen: selects.map(({ value }) => value), showAll });
    else clearResults("", false);
  }

  function showAnswer({ results: shown, total, choices: counts, answer, isOutside }) {
    for (const [number, titles] of counts.slice(0, choices.length).entries()) showChoice(number, titles);
    showResults(shown, total);
    const isTooShort = !total && !ENOUGH_TYPED.test(box.value);
    if (total) status.textContent = labels.count.replace("{count}", total);
    else status.textContent = isTooShort ? "" : labels.none;
    examples.hidden = total > 0 || isTooShort;
    showAnswerBox(answer);
    scope.hidden = !isOutside || isTooShort;
    scope.querySelector(".near").hidden = !total;
    lastAnswer = lastQuery;
    toggleResults(!isTooShort);
    if (isEntering) openFirstResult();
  }

  // Offers the themes, or the statements, of the pages found.
  function showChoice(number, titles) {
    const select = selects[number];
    const selected = select.value;
    const options = titles.map(([title, count]) => new Option(`${title} (${count})`, title));
    select.replaceChildren(select.options[0], ...options);
    select.value = selected;
    if (titles.length > 1) status.parentElement.append(choices[number]);
    else choices[number].remove();
  }

  function showResults(shown, total) {
    const previousCount = list.children.length;
    const focused = list.contains(document.activeElement) && document.activeElement.href;
    list.replaceChildren(...createResults(shown, form));
    if (focused) ([...list.querySelectorAll("a")].find(({ href }) => href === focused) ?? box).focus();
    showAllButton.textContent = labels.rest.replace("{count}", total);
    if (showAll && document.activeElement === showAllButton) {
      list.children[previousCount]?.querySelector("a").focus(); // the first of those added
    }
    showAllButton.hidden = total <= shown.length;
  }

  function showAnswerBox(answer) {
    const { nodes, text } = answer ? createAnswer(answer, form) : { nodes: [], text: "" };
    answerBox.firstElementChild.replaceChildren(...nodes);
    answerBox.hidden = !answer;
    answerText = text;
    copyButton.hidden = !navigator.clipboard;
  }

  async function copyAnswer() {
    const name = copyButton.textContent;
    copyButton.textContent = await navigator.clipboard.writeText(answerText).then(
      () => labels.copied,
      () => labels.copyFailed,
    );
    status.textContent = copyButton.textContent;
    setTimeout(() => {
      copyButton.textContent = name;
    }, COPIED_DELAY);
  }

  function openFirstResult() {
    isEntering = false;
    (answerBox.querySelector("a") ?? list.querySelector("a"))?.click();
  }

  function showFailure() {
    clearResults(labels.failed, true);
  }

  function clearResults(message, isOpen) {
    lastAnswer = lastQuery;
    isEntering = false;
    list.replaceChildren();
    for (const choice of choices) choice.remove();
    showAllButton.hidden = true;
    examples.hidden = true;
    showAnswerBox(null);
    scope.hidden = true;
    status.textContent = message;
    toggleResults(isOpen);
  }

  function handleKey(event) {
    const { key } = event;
    const links = [...answerBox.querySelectorAll("a"), ...list.querySelectorAll("a")];
    const position = links.indexOf(document.activeElement);
    if (key === "Escape" && form.classList.contains("open")) {
      box.focus();
      leaveSearch();
    } else if (key === "ArrowDown" && links.length && !selects.includes(document.activeElement)) {
      toggleResults(true);
      (links[position + 1] ?? links[0]).focus();
    } else if (key === "ArrowUp" && position >= 0) {
      (links[position - 1] ?? box).focus();
    } else return;
    event.preventDefault();
  }

  // An Enter that waits for an answer is given up.
  function leaveSearch() {
    isEntering = false;
    toggleResults(false);
  }

  function toggleResults(isOpen) {
    form.classList.toggle("open", isOpen);
  }

  // The address holds the query, so that it can be shared, in the other language too.
  function updateAddress() {
    clearTimeout(addressTimer);
    const query = box.value.trim();
    const address = new URL(location.href);
    if (query) address.searchParams.set("q", query);
    else address.searchParams.delete("q");
    if (address.href !== location.href) history.replaceState(null, "", address);
    const toggle = document.querySelector("a.toggle");
    if (toggle) toggle.search = address.search;
  }
}
