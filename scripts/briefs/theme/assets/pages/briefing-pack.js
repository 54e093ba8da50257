// The briefing pack. On the list of policies: checkboxes, and a bar that leads to the pack of the selected items. On
// the pack's own page: the items that the address names stay, the other language is added beside them. The selection
// lives in the address (?items=a,b&languages=en,ko), is compared with what the page holds, and is never written into
// it.
(() => {
  const { lang } = document.documentElement;
  const parameters = new URLSearchParams(location.search);
  const items = readList("items");
  const form = document.querySelector("form.pack-form");
  const pack = document.querySelector("article.pack");
  if (form) offerSelection();
  if (pack) showPack();

  function readList(name) {
    const parts = (parameters.get(name) ?? "").split(",").map((part) => part.trim());
    return new Set(parts.filter(Boolean));
  }

  function offerSelection() {
    const boxes = [...document.querySelectorAll(".policy-rows > li")].map(addCheckbox);
    const languageBoxes = [...form.querySelectorAll("[name=languages]")];
    const status = form.querySelector("[data-count]");
    const button = form.querySelector("button");
    const checkedValues = (list) => list.filter((box) => box.checked).map((box) => box.value);
    if (parameters.has("languages")) {
      const languages = readList("languages");
      for (const box of languageBoxes) box.checked = languages.has(box.value);
    }
    const update = () => {
      const count = checkedValues(boxes).length;
      form.toggleAttribute("data-selected", count > 0); // it stays in sight
      status.textContent = status.dataset.count.replace("{count}", count);
      button.disabled = !count || !checkedValues(languageBoxes).length;
    };
    addEventListener("pageshow", update);
    document.addEventListener("change", update);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const languages = checkedValues(languageBoxes).join(",");
      location.href = `${form.action}?items=${checkedValues(boxes).join(",")}&languages=${languages}`;
    });
    update();
  }

  function addCheckbox(card) {
    const link = card.querySelector("a");
    const label = document.createElement("label");
    const box = document.createElement("input");
    box.type = "checkbox";
    box.value = link.getAttribute("href").split("/").at(-2);
    box.checked = items.has(box.value);
    box.setAttribute("aria-label", `${form.dataset.add}: ${link.title || link.textContent}`);
    label.className = "pack-item";
    label.append(box);
    card.prepend(label);
    return box;
  }

  async function showPack() {
    const { selected, hasUnknown } = selectSections();
    const languages = ["en", "ko"].filter((language) => readList("languages").has(language));
    const other = languages.find((language) => language !== lang);
    const toggle = document.querySelector("a.toggle");
    const alternate = new URL(toggle.href); // never its path alone: one that begins with "//" names another host
    if (other && languages.length === 1 && alternate.origin === location.origin) {
      alternate.search = location.search;
      location.replace(alternate);
      return;
    }
    updateLinks(toggle, languages);
    removeOthers(selected);
    const status = pack.querySelector("[role=status]");
    status.hidden = selected.length > 0 && !hasUnknown;
    for (const part of pack.querySelectorAll(".contents, .sources, .controls, .pack-address"))
      part.hidden = !selected.length;
    if (!selected.length) return;
    if (hasUnknown) status.textContent = status.dataset.unknown;
    pack.querySelector(".pack-address b").textContent = location.href;
    if (parameters.has("items"))
      // paper shows all images of a selection
      for (const image of pack.querySelectorAll("img")) image.loading = "eager";
    pack.querySelector(".controls button").addEventListener("click", () => print());
    if (other) await addOtherLanguage(alternate, other, status);
  }

  // The sections of the items that the address names, by their present or former ids, and whether it names others too.
  function selectSections() {
    const sections = [...pack.querySelectorAll("section.item")];
    const isAll = !parameters.has("items");
    const idsOf = ({ id, dataset }) => [id, ...(dataset.former ?? "").split(" ")];
    const selected = sections.filter((section) => isAll || idsOf(section).some((id) => items.has(id)));
    const known = new Set(selected.flatMap(idsOf));
    const hasUnknown = [...items].some((id) => !known.has(id));
    if (!isAll && selected.length) {
      parameters.set(
        "items",
        selected.map(({ id }) => id),
      );
    }
    return { selected, hasUnknown };
  }

  // The other language's page gets the items; a choice of this language alone would lead straight back.
  function updateLinks(toggle, languages) {
    const query = new URLSearchParams(parameters);
    if (languages.length === 1) query.delete("languages");
    toggle.search = query;
    pack.querySelector(".controls a").search = parameters.has("items") ? parameters : "";
  }

  // Leaves the selected sections, their entries in the contents, and the sentences and references that they cite.
  function removeOthers(selected) {
    for (const section of pack.querySelectorAll("section.item")) if (!selected.includes(section)) section.remove();
    for (const link of pack.querySelectorAll(".contents a")) {
      link.closest("li").hidden = !document.getElementById(link.hash.slice(1));
    }
    const cited = new Set([...pack.querySelectorAll(".item a")].map((link) => link.hash.slice(1)));
    for (const entry of pack.querySelectorAll(".sources :is(dl > div, ol > li)")) {
      if (!cited.has(entry.id)) entry.remove();
    }
    numberReferences();
  }

  // Adds the parts of the other language's page beside those of this one.
  async function addOtherLanguage(address, other, status) {
    let page;
    try {
      page = await fetchPage(address);
    } catch {
      status.textContent = status.hidden ? status.dataset.failed : `${status.textContent} ${status.dataset.failed}`;
      status.hidden = false;
      return;
    }
    const parts = "section.item, .sources dl > div, .sources ol > li, .contents li:not([hidden])";
    for (const part of pack.querySelectorAll(parts)) {
      const counterpart = part.id
        ? page.getElementById(part.id)
        : page.querySelector(`.contents a[href="${part.firstElementChild.hash}"]`);
      if (counterpart) part.append(createTranslation(part, copyPart(counterpart, address), other));
    }
    pack.classList.add("bilingual");
    numberReferences();
  }

  async function fetchPage(address) {
    const response = await fetch(address, { mode: "same-origin" });
    if (!response.ok) throw new Error(response.status);
    return new DOMParser().parseFromString(await response.text(), "text/html");
  }

  // A copy without ids, whose links lead to where they lead on the page at `address`.
  function copyPart(part, address) {
    const copy = document.importNode(part, true);
    for (const node of [copy, ...copy.querySelectorAll("[id]")]) node.removeAttribute("id");
    for (const unneeded of copy.querySelectorAll(".qr-link, .pack-chart, dt")) unneeded.remove();
    for (const link of copy.querySelectorAll("a[href]")) {
      const target = link.getAttribute("href");
      if (!target.startsWith("#")) link.href = new URL(target, address);
    }
    return copy;
  }

  // Within a list of definitions only a definition may stand beside another.
  function createTranslation(part, copy, language) {
    const isDefinition = part.closest("dl");
    const translation = isDefinition ? copy.querySelector("dd") : document.createElement("div");
    translation.className = "alternate-item";
    translation.lang = language;
    if (!isDefinition) translation.append(...copy.childNodes);
    return translation;
  }

  function numberReferences() {
    const references = [...pack.querySelectorAll(".sources ol > li")].map((entry) => entry.id);
    for (const mark of pack.querySelectorAll("a.ref")) {
      mark.textContent = `[${references.indexOf(mark.hash.slice(1)) + 1}]`;
    }
  }
})();
