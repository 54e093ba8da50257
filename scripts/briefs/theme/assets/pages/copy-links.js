// Copies what a briefing needs: of a sentence, point, fact or figure its quotations and links; in the cite box each
// citation.
(() => {
  const labels = document.querySelector("main").dataset;
  if (!navigator.clipboard) return;
  const { lang } = document.documentElement;

  const status = document.createElement("p"); // read out by screen readers; it must be on the page before its text is
  status.className = "live-region";
  status.setAttribute("role", "status");
  document.body.append(status);

  copyCitations();
  copyAddress();
  if (HTMLElement.prototype.showPopover) copyLinks();

  function copyText(text, button, confirmation, announcement, afterwards) {
    return copyLines(Promise.resolve([text]), button, confirmation, announcement, afterwards);
  }

  // Copies lines that may still have to be fetched, as plain text and as paragraphs with links. The clipboard takes
  // promises, so that a browser that asks for a click has it still when they have arrived.
  async function copyLines(lines, button, confirmation, announcement, afterwards) {
    status.textContent = ""; // so that the same words are read out again
    const error = await writeClipboard(lines).then(
      () => "",
      () => labels.copyFailed,
    );
    button.dataset.name ??= button.textContent;
    button.textContent = error || confirmation;
    status.textContent = error || announcement;
    setTimeout(() => {
      button.textContent = button.dataset.name;
      if (button.isConnected) afterwards?.(); // not when the popover has been opened anew since
    }, 1500);
  }

  async function writeClipboard(lines) {
    if (!globalThis.ClipboardItem) return navigator.clipboard.writeText((await lines).join("\n"));
    const blob = (kind, write) => lines.then((found) => new Blob([write(found)], { type: kind }));
    const forms = {
      "text/plain": blob("text/plain", (found) => found.join("\n")),
      "text/html": blob("text/html", (found) => found.map(createParagraph).join("")),
    };
    return navigator.clipboard.write([new ClipboardItem(forms)]);
  }

  function createParagraph(line) {
    const paragraph = document.createElement("p");
    for (const part of line.split(/(https?:\/\/[^\s,)]+)/)) {
      const link = Object.assign(document.createElement("a"), { href: part, textContent: part });
      paragraph.append(/^https?:/.test(part) ? link : part);
    }
    return new XMLSerializer().serializeToString(paragraph);
  }

  function copyCitations() {
    for (const button of document.querySelectorAll(".cite button")) {
      const { copied } = button.dataset;
      button.hidden = false;
      button.addEventListener("click", () => {
        copyText(button.previousElementSibling.textContent, button, copied, copied);
      });
    }
  }

  function copyAddress() {
    const button = document.querySelector("[data-do=copy]");
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", () => {
      copyText(labels.permanent, button.lastElementChild, labels.copied, labels.copied);
    });
  }

  function copyLinks() {
    const popover = document.createElement("div");
    popover.className = "link-popover";
    popover.popover = "auto";
    popover.setAttribute("role", "group");
    let opener;
    for (const hint of document.querySelectorAll(".copy-hint[hidden]")) hint.hidden = false;
    for (const link of document.querySelectorAll("a.copy, .pair a.place")) {
      link.setAttribute("aria-expanded", "false");
      link.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        opener = link;
        history.replaceState(null, "", link.hash);
        dispatchEvent(new HashChangeEvent("hashchange"));
        popover.setAttribute("aria-label", link.getAttribute("aria-label") ?? link.textContent);
        popover.replaceChildren(...createButtons(link.hash, popover));
        link.after(popover);
        showPopoverAt(popover, link);
        link.setAttribute("aria-expanded", "true");
        popover.firstElementChild.focus();
      });
    }
    popover.addEventListener("toggle", ({ newState }) => {
      if (newState !== "closed") return;
      opener.setAttribute("aria-expanded", "false");
      if (popover.contains(document.activeElement) || document.activeElement === document.body) opener.focus();
      popover.remove();
    });
  }

  // A button for each form in which a part can be copied: quotations first, then links.
  function createButtons(hash, popover) {
    const part = document.getElementById(hash.slice(1));
    const address = Object.assign(new URL(location.href), { search: "", hash }).href;
    const other = lang === "ko" ? "en" : "ko";
    const names = { en: labels.quoteEn, ko: labels.quoteKo };
    const quote = async (languages) => (await import("./quotations.js")).quoteIn(languages, hash);
    const forms = [
      [names[lang], () => quote([lang])],
      [names[other], () => quote([other])],
      [labels.quoteBoth, () => quote([lang, other])],
      [labels.footnoteName, async () => (await import("./quotations.js")).writeFootnote(hash)],
      [labels.linkPermanent, async () => [labels.permanent + hash]],
      [labels.linkHere, async () => [address]],
      [labels.linkText, async () => [`${address}:~:text=${createTextDirective(part)}`]],
    ];
    return forms.map(([label, write]) => {
      const button = document.createElement("button");
      button.textContent = label;
      button.addEventListener("click", () => {
        copyLines(write(), button, `${label} ✓`, `${labels.copied}: ${label}`, () => popover.hidePopover());
      });
      return button;
    });
  }

  // A text directive (WICG, URL fragment text directives) whose first match on the page is this part's own text: as few
  // words of its beginning and its end as are needed, and the words before it if the page has the same text earlier.
  function createTextDirective(part) {
    const block = part.querySelector(`p[lang=${lang}]`) ?? part.querySelector("p, figcaption") ?? part;
    const words = findOwnText(block).split(/\s+/);
    const join = (list) => list.join(" ").toLowerCase(); // browsers look for the words in any case
    const encode = (list) => encodeURIComponent(list.join(" ")).replace(/-/g, "%2D");
    const textBefore = join(findTextBefore(block).split(/\s+/));
    const text = join(words);
    let start = 4;
    while (start < words.length && textBefore.includes(join(words.slice(0, start)))) start += 1;
    let end = 3;
    const endsEarly = (ending) =>
      text.indexOf(ending, join(words.slice(0, start)).length) + ending.length < text.length;
    while (start + end < words.length && endsEarly(join(words.slice(-end)))) end += 1;
    const ranges = start + end < words.length ? [words.slice(0, start), words.slice(-end)] : [words];
    const directive = ranges.map(encode).join(",");
    return textBefore.includes(text) ? `${encode(findWordsBefore(block))}-,${directive}` : directive;
  }

  function findOwnText(block) {
    const copy = block.cloneNode(true);
    for (const note of copy.querySelectorAll(".kind, .outdated, .copy, [popover]")) note.remove();
    return copy.textContent.trim();
  }

  function findTextBefore(block) {
    const range = document.createRange();
    range.setStart(document.body, 0);
    range.setEnd(block, 0);
    return range.toString();
  }

  // The last visible words right before a block.
  function findWordsBefore(block) {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    walker.currentNode = block;
    while (walker.previousNode()) {
      const isVisible = walker.currentNode.parentElement.checkVisibility();
      const text = walker.currentNode.data.trim();
      if (isVisible && text) return text.split(/\s+/).slice(-3);
    }
    return [];
  }
})();
