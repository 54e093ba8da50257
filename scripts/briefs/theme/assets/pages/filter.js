// Filters the list of policies, the figures and the glossary; the address holds the choice, so that it can be shared.
// A field chooses by the attribute of its name, which may have several values; a search field by the letters that an
// entry shows.
(() => {
  const form = document.querySelector("form.filter");
  if (!form) return;
  const shown = form.dataset.entries;
  const cards = [...document.querySelectorAll(shown)];
  const status = form.querySelector("[role=status]");
  const toggle = document.querySelector("a.toggle");
  const fields = [...form.elements].filter(({ name }) => name);

  readAddress();
  form.addEventListener("change", update);
  form.addEventListener("input", update);
  form.addEventListener("submit", (event) => event.preventDefault());
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
    const chosen = [...new FormData(form)].filter(([, value]) => value);
    const matches = (card) => chosen.every(([name, value]) => matchesField(card, form.elements[name], value));
    for (const card of cards) card.hidden = !matches(card);
    for (const section of document.querySelectorAll(`article > section:has(${shown})`)) {
      section.hidden = !section.querySelector(`:is(${shown}):not([hidden])`);
    }
    const count = cards.filter((card) => !card.hidden).length;
    status.textContent = count ? status.dataset.count.replace("{count}", count) : status.dataset.none;
  }

  function matchesField(card, field, value) {
    if (field.type !== "search") return card.dataset[field.name ?? field[0].name]?.split(" ").includes(value);
    const plain = (text) =>
      text
        .normalize("NFKC")
        .toLowerCase()
        .replace(/[\s\u2060]/g, "");
    return plain(card.textContent).includes(plain(value));
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
