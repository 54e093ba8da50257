// Filters the list of policies, and the figures; the address holds the choice, so that it can be shared.
(() => {
  const form = document.querySelector("form.filter");
  if (!form) return;
  const shown = "article [data-theme]";
  const cards = [...document.querySelectorAll(shown)];
  const status = form.querySelector("[role=status]");
  const toggle = document.querySelector("a.toggle");
  const fields = [...form.elements].filter(({ name }) => name);

  readAddress();
  form.addEventListener("change", update);
  form.addEventListener("reset", () => setTimeout(update)); // after the fields are reset
  update();

  function readAddress() {
    const parameters = new URLSearchParams(location.search);
    for (const field of fields) {
      const value = parameters.get(field.name);
      if (value === null) continue;
      if (field.type === "radio") field.checked = field.value === value || (field.checked && !field.value);
      else field.value = value;
      if (field.selectedIndex < 0) field.selectedIndex = 0; // the page has no such value
    }
  }

  function update() {
    filterCards();
    writeAddress();
  }

  function filterCards() {
    const chosen = Object.entries(Object.fromEntries(new FormData(form)));
    const matches = (card) => chosen.every(([name, value]) => !value || card.dataset[name] === value);
    for (const card of cards) card.hidden = !matches(card);
    for (const section of document.querySelectorAll("article > section:has([data-theme])")) {
      section.hidden = !section.querySelector(`${shown}:not([hidden])`);
    }
    const count = cards.filter((card) => !card.hidden).length;
    status.textContent = count ? status.dataset.count.replace("{count}", count) : status.dataset.none;
  }

  // Leaves in the address what other scripts keep there: a query, the items of a briefing pack.
  function writeAddress() {
    const address = new URL(location.href);
    for (const [name, value] of new FormData(form)) {
      if (value === (address.searchParams.get(name) ?? "")) continue; // any call would write "," as "%2C" in all of it
      if (value) address.searchParams.set(name, value);
      else address.searchParams.delete(name);
    }
    if (address.href !== location.href) history.replaceState(null, "", address);
    if (toggle) toggle.search = address.search;
  }
})();
