// What must be known before the page is drawn, so that nothing flashes or moves: that scripts run, the reader's own
// choices, and on a narrow screen the side table folded as soon as it is read in.
const page = document.documentElement;
page.dataset.script = "on";
for (const name of ["size", "slash"]) {
  try { page.dataset[name] = localStorage.getItem(name) ?? ""; } catch { /* storage refused: the device's own settings hold */ }
}
// Keys that an input method takes to compose a letter are no commands: no other script hears of them, and Escape does not
// empty the search box, as browsers do. Safari says it of the last key by its code alone (UI Events, 229).
addEventListener("keydown", (event) => {
  if (!event.isComposing && event.keyCode !== 229) return;
  event.stopImmediatePropagation();
  if (event.key === "Escape") event.preventDefault();
}, true);
new MutationObserver((_, observer) => {
  const table = document.querySelector(".rail details");
  if (!table) return;
  observer.disconnect();
  const narrow = matchMedia("screen and (max-width: 62rem)");
  const fold = () => { table.open = !narrow.matches; };
  narrow.addEventListener("change", fold);
  fold();
}).observe(page, { childList: true, subtree: true });
