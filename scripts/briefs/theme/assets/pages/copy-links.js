// Copies what a briefing needs: of a point, a sentence or a figure its links; in the cite box each citation.
(() => {
  const labels = document.querySelector("main").dataset;
  if (!navigator.clipboard) return;
  const { lang } = document.documentElement;

  const status = document.createElement("p"); // read out by screen readers; it must be on the page before its text is
  status.className = "live-region";
  status.setAttribute("role", "status");
  document.body.append(status);

  copyCitations();
  if (HTMLElement.prototype.showPopover) copyLinks();

  async function copyText(text, button, confirmation, announcement, afterwards) {
    status.textContent = ""; // so that the same words are read out again
    const error = await navigator.clipboard.writeText(text).then(
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

  function copyCitations() {
    for (const button of document.querySelectorAll(".cite button")) {
      const { copied } = button.dataset;
      button.hidden = false;
      button.addEventListener("click", () => {
        copyText(button.previousElementSibling.textContent, button, copied, copied);
      });
    }
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

  // A button for each form of the link to a part of the page.
  function createButtons(hash, popover) {
    const part = document.getElementById(hash.slice(1));
    const address = Object.assign(new URL(location.href), { search: "", hash }).href;
    const links = [
      [labels.linkPermanent, labels.permanent + hash],
      [labels.linkHere, address],
      [labels.linkText, `${address}:~:text=${createTextDirective(part)}`],
    ];
    const quotations = findQuotations(part, hash);
    if (quotations.length) links.push([labels.linkQuotation, quotations.map(formatQuotation).join("\n")]);
    return links.map(([label, text]) => {
      const button = document.createElement("button");
      button.textContent = label;
      button.addEventListener("click", () => {
        copyText(text, button, `${label} ✓`, labels.copied, () => popover.hidePopover());
      });
      return button;
    });
  }

  // The source's sentences, word for word in the page's language, with their places: the part itself, or those of a
  // point.
  function findQuotations(part, hash) {
    const isSentence = part.matches(".passage, .pair");
    const sentences = isSentence ? [part] : [...part.querySelectorAll(".source")];
    return sentences.map((sentence) => {
      const link = isSentence ? null : sentence.querySelector("a");
      return {
        text: (sentence.querySelector(`[lang=${lang}]`) ?? sentence).textContent.trim(),
        title: sentence.dataset.saidIn ?? labels.saidIn,
        place: sentence.dataset.place,
        address: link ? findPermalink(link) : labels.cited + hash,
      };
    });
  }

  // The permanent address of the sentence that a link within the site leads to.
  function findPermalink(link) {
    const [source, anchor] = link.href.split("/#");
    return labels.permanent.replace(/[^/]+\/$/, `${source.split("/").at(-1)}/#${anchor}`);
  }

  function formatQuotation(quotation) {
    return labels.quotation.replace(/\{(\w+)\}/g, (_, field) => quotation[field]);
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
