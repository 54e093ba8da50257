// Copies what a briefing needs: at a point, a sentence or a figure its three links; in the cite box each citation.
(() => {
  const words = document.querySelector("main").dataset;
  if (!navigator.clipboard) return;

  const said = document.createElement("p"); // read out by screen readers; it must stand there before its words do
  said.className = "said";
  said.setAttribute("role", "status");
  document.body.append(said);

  async function copy(text, button, shown, done, after) {
    said.textContent = ""; // so that the same words are read out again
    const refused = await navigator.clipboard.writeText(text).then(() => "", () => words.copyFailed);
    const name = button.dataset.name ??= button.textContent;
    button.textContent = refused || shown;
    said.textContent = refused || done;
    setTimeout(() => {
      button.textContent = name;
      if (button.isConnected) after?.(); // not when the box has been opened anew since
    }, 1500);
  }

  for (const button of document.querySelectorAll(".cite button")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button.previousElementSibling.textContent, button, button.dataset.copied, button.dataset.copied));
  }

  if (!HTMLElement.prototype.showPopover) return;
  const openers = [...document.querySelectorAll("a.copy, .pair a.place")];
  const box = document.createElement("div");
  box.className = "links";
  box.popover = "auto";
  box.setAttribute("role", "group");
  let opener;
  for (const hint of document.querySelectorAll(".copying[hidden]")) hint.hidden = false;
  for (const link of openers) {
    link.setAttribute("aria-expanded", "false");
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      opener = link;
      history.replaceState(null, "", link.hash);
      dispatchEvent(new HashChangeEvent("hashchange"));
      box.setAttribute("aria-label", link.getAttribute("aria-label") ?? link.textContent);
      box.replaceChildren(...choices(link.hash));
      link.after(box);
      place(box, link);
      link.setAttribute("aria-expanded", "true");
      box.firstElementChild.focus();
    });
  }
  box.addEventListener("toggle", ({ newState }) => {
    if (newState !== "closed") return;
    opener.setAttribute("aria-expanded", "false");
    if (box.contains(document.activeElement) || document.activeElement === document.body) opener.focus();
    box.remove();
  });

  function choices(hash) {
    const here = Object.assign(new URL(location.href), { search: "", hash }).href;
    const offered = [
      [words.linkPermanent, words.permanent + hash],
      [words.linkHere, here],
      [words.linkText, `${here}:~:text=${fragment(document.getElementById(hash.slice(1)))}`],
      ...quotation(hash),
    ];
    return offered.map(([name, address]) => {
      const button = document.createElement("button");
      button.textContent = name;
      button.addEventListener("click", () => copy(address, button, `${name} ✓`, words.copied, () => box.hidePopover()));
      return button;
    });
  }

  // The source's sentence, word for word in the page's language, with where it stands: of a sentence, or below a point.
  function quotation(hash) {
    const part = document.getElementById(hash.slice(1));
    const said = part.matches(".passage, .pair") ? [part] : [...part.querySelectorAll(".source")];
    if (!said.length) return [];
    const { lang } = document.documentElement;
    const quoted = said.map((one) => {
      const text = (one.querySelector(`[lang=${lang}]`) ?? one).textContent.trim();
      const cited = one === part ? null : one.querySelector("a");
      const { place } = one.dataset;
      const [source, anchor] = cited?.href.split("/#") ?? [];
      const address = cited ? words.permanent.replace(/[^/]+\/$/, `${source.split("/").at(-1)}/#${anchor}`) : words.permanent + hash;
      return { text, title: one.dataset.saidIn ?? words.saidIn, place, address };
    });
    const told = (parts) => words.quotation.replace(/\{(\w+)\}/g, (_, name) => parts[name]);
    return [[words.linkQuotation, quoted.map(told).join("\n")]];
  }

  // A text directive (WICG, URL fragment text directives) whose first match on the page is this part's own text: as few
  // words of its beginning and its end as do, and the words before it where the page has said the same already.
  function fragment(part) {
    const lang = document.documentElement.lang;
    const block = part.querySelector(`p[lang=${lang}]`) ?? part.querySelector("p, figcaption") ?? part;
    const own = block.cloneNode(true);
    for (const note of own.querySelectorAll(".kind, .stale, .copy, [popover]")) note.remove();
    const words = own.textContent.trim().split(/\s+/);
    const joined = (list) => list.join(" ").toLowerCase(); // browsers look for the words in any case
    const range = document.createRange();
    range.setStart(document.body, 0);
    range.setEnd(block, 0);
    const before = joined(range.toString().split(/\s+/));
    const whole = joined(words);
    let first = 4;
    while (first < words.length && before.includes(joined(words.slice(0, first)))) first += 1;
    let last = 3;
    const early = (end) => whole.indexOf(end, joined(words.slice(0, first)).length) + end.length < whole.length;
    while (first + last < words.length && early(joined(words.slice(-last)))) last += 1;
    const written = (list) => encodeURIComponent(list.join(" ")).replace(/-/g, "%2D");
    const ends = [words.slice(0, first), words.slice(-last)];
    const target = first + last < words.length ? ends.map(written).join(",") : written(words);
    return before.includes(whole) ? `${written(wordsBefore(block))}-,${target}` : target;
  }

  // The last words of the text that stands right before a block.
  function wordsBefore(block) {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    walker.currentNode = block;
    while (walker.previousNode()) {
      const shown = walker.currentNode.parentElement.checkVisibility();
      const found = walker.currentNode.data.trim();
      if (shown && found) return found.split(/\s+/).slice(-3);
    }
    return [];
  }
})();
