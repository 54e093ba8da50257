// What a page does beyond plain HTML: keep the place when the language changes, explain a term, filter the policies,
// say that a review is overdue. Each part is left out where its page has nothing for it.

// Shows a small box below what opened it, above where there is no room (links.js does so too).
function place(box, beside) {
  const at = beside.getBoundingClientRect();
  box.showPopover();
  const room = at.bottom + 6 + box.offsetHeight <= innerHeight || at.top < box.offsetHeight;
  box.style.top = `${scrollY + (room ? at.bottom + 6 : at.top - 6 - box.offsetHeight)}px`;
  box.style.left = `${Math.max(8, Math.min(at.left, document.documentElement.clientWidth - box.offsetWidth - 8))}px`;
}

(() => {
  const toggle = document.querySelector("a.toggle");
  keepPlace();

  // The language a reader chose is the one that permanent addresses open in (language.js).
  for (const link of document.querySelectorAll("a.toggle, .doors a[hreflang]")) {
    link.addEventListener("click", () => {
      try { localStorage.setItem("language", link.hreflang); } catch { /* storage refused: the browser's languages hold */ }
    });
  }

  // Overdue from the day after, by the reader's own calendar (status.py: of whoever runs it); toISOString has UTC's day.
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => `${part}`.padStart(2, "0")).join("-");
  for (const notice of document.querySelectorAll(".review")) notice.hidden = notice.dataset.reviewBy >= today;

  explainTerms();
  filterPolicies();
  const view = document.querySelector("details.view");
  if (view) { chooseView(); readAloud(); }

  // The other language opens at the address's own anchor while that is in sight, else at the one nearest to the top edge.
  function keepPlace() {
    if (!toggle) return;
    const anchors = [...document.querySelectorAll("main [id]")].filter(({ id, tagName }) => !id.includes("--") && tagName !== "INPUT");
    const place = () => {
      const edge = document.querySelector(".md-header").offsetHeight;
      let own = null;
      try { own = document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch { /* no anchor of ours */ }
      const box = own?.getBoundingClientRect();
      if (box ? box.bottom >= edge - 1 && box.top < innerHeight : location.hash && scrollY < edge) return location.hash;
      if (scrollY < edge) return "";
      const far = (part) => Math.abs(part.getBoundingClientRect().top - edge);
      const seen = anchors.filter((part) => part.checkVisibility()).map((part) => [far(part), part.id]);
      return seen.length ? `#${seen.reduce((one, other) => (other[0] < one[0] ? other : one))[1]}` : "";
    };
    let waiting = false;
    const follow = () => { waiting = false; toggle.hash = place(); };
    const later = () => { if (!waiting) { waiting = true; setTimeout(follow, 50); } };
    for (const [name, what] of [["hashchange", follow], ["scroll", later], ["resize", later], ["pageshow", later]]) addEventListener(name, what, { passive: true });
    for (const name of ["pointerdown", "keydown", "focus", "click"]) toggle.addEventListener(name, follow);
    follow();
  }

  function chooseView() {
    const chosen = document.documentElement.dataset;
    for (const radio of view.querySelectorAll("input")) radio.checked = radio.value === chosen[radio.name];
    view.addEventListener("change", ({ target }) => {
      chosen[target.name] = target.value;
      try { localStorage.setItem(target.name, target.value); } catch { /* storage refused: for this page only */ }
    });
    view.addEventListener("keydown", (event) => {
      if (event.key === "Escape") { view.open = false; view.firstElementChild.focus(); }
    });
    document.addEventListener("click", (event) => { if (!view.contains(event.target)) view.open = false; });
    view.addEventListener("focusout", ({ relatedTarget }) => { if (relatedTarget && !view.contains(relatedTarget)) view.open = false; });
  }

  // The browser's own voices: each part of the page in the voice of its language.
  function readAloud() {
    const button = view.querySelector(".aloud");
    const speech = window.speechSynthesis;
    if (!speech) return;
    const words = button.textContent;
    const voice = (lang) => speech.getVoices().find((one) => one.lang.split(/[-_]/)[0] === lang);
    const offer = () => { button.hidden = !voice(document.documentElement.lang); };
    speech.addEventListener?.("voiceschanged", offer);
    offer();
    const stop = () => { speech.cancel(); button.textContent = words; };
    addEventListener("pagehide", stop);
    button.addEventListener("click", () => {
      if (speech.speaking) return stop();
      const parts = [...document.querySelectorAll("main :is(h1, h2, h3, p, li, dt, dd, q)")];
      const shown = parts.filter((part) => part.checkVisibility() && !part.querySelector("p, li, q, h3") && !part.closest("nav, form"));
      for (const part of shown) {
        const lang = part.closest("[lang]").lang;
        const said = new SpeechSynthesisUtterance(part.textContent.trim());
        said.lang = lang;
        said.voice = voice(lang) ?? null;
        if (part === shown.at(-1)) said.onend = stop;
        speech.speak(said);
      }
      button.textContent = button.dataset.stop;
    });
  }

  function explainTerms() {
    const terms = document.querySelector(".terms");
    if (!terms || !HTMLElement.prototype.showPopover) return;
    const box = document.createElement("div");
    box.className = "explained";
    box.popover = "auto";
    document.body.append(box);
    let opener;
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a.term");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      opener = link;
      const entry = terms.querySelector(`[data-term="${link.dataset.term}"]`);
      const close = document.createElement("button");
      close.textContent = terms.dataset.close;
      close.addEventListener("click", () => { box.hidePopover(); opener.focus(); });
      box.replaceChildren(...[...entry.children].map((part) => part.cloneNode(true)), close);
      link.after(box);
      place(box, link);
      box.querySelector("a").focus();
    });
    box.addEventListener("toggle", (event) => {
      if (event.newState !== "closed") return;
      if (opener && box.contains(document.activeElement)) opener.focus();
      box.remove(); // no words of it within the page's own
    });
  }

  function filterPolicies() {
    const form = document.querySelector("form.filter");
    if (!form) return;
    const cards = [...document.querySelectorAll(".cards > li")];
    const said = form.querySelector("[role=status]");
    const apply = () => {
      const wanted = Object.fromEntries(new FormData(form));
      const fits = (card) => Object.entries(wanted).every(([name, value]) => !value || card.dataset[name] === value);
      for (const card of cards) card.hidden = !fits(card);
      for (const section of document.querySelectorAll("article > section")) {
        section.hidden = !section.querySelector(".cards > li:not([hidden])");
      }
      const shown = cards.filter((card) => !card.hidden).length;
      said.textContent = shown ? said.dataset.count.replace("{count}", shown) : said.dataset.none;
    };
    const fields = [...form.elements].filter(({ name }) => name);
    // The address holds the choice beside what others keep in it: a query, the items of a pack.
    const remember = () => {
      const address = new URL(location.href);
      for (const { name, value } of fields) {
        if (value === (address.searchParams.get(name) ?? "")) continue; // any call would write "," as "%2C" in all of it
        if (value) address.searchParams.set(name, value); else address.searchParams.delete(name);
      }
      if (address.href !== location.href) history.replaceState(null, "", address);
      if (toggle) toggle.search = address.search;
    };
    const asked = new URLSearchParams(location.search);
    for (const field of fields) {
      if (asked.has(field.name)) field.value = asked.get(field.name);
      if (field.selectedIndex < 0) field.selectedIndex = 0; // the page knows no such value
    }
    form.addEventListener("change", () => { apply(); remember(); });
    form.addEventListener("reset", () => setTimeout(() => { apply(); remember(); }));
    apply();
    remember();
  }
})();
