// What must be known before the page is drawn, so that nothing flashes or moves: that scripts run, the reader's own
// preferences.
(() => {
  const root = document.documentElement;
  root.dataset.script = "on";
  for (const name of ["size", "slash"]) {
    try {
      root.dataset[name] = localStorage.getItem(name) ?? "";
    } catch {
      // storage refused: the device's own settings apply
    }
  }

  // Keys that an input method takes to compose a letter are no commands: no other script receives them, and Escape does
  // not empty the search box, as browsers do. Safari marks the last key by its code alone (UI Events, 229).
  const stopComposingKeys = (event) => {
    if (!event.isComposing && event.keyCode !== 229) return;
    event.stopImmediatePropagation();
    if (event.key === "Escape") event.preventDefault();
  };
  addEventListener("keydown", stopComposingKeys, true);
})();
