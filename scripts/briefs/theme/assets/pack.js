// The briefing pack. On the list of policies: tick boxes, and a bar that leads to the pack of what is ticked. On the
// pack's own page: what the address names is left in, the other language added beside it. The choice lives in the
// address (?items=a,b&languages=en,ko), is compared with what the page holds, and is never written into it.
(() => {
  const lang = document.documentElement.lang;
  const asked = new URLSearchParams(location.search);
  const listed = (name) => new Set((asked.get(name) ?? "").split(",").map((part) => part.trim()).filter(Boolean));
  const items = listed("items");
  const bar = document.querySelector("form.packing");
  const pack = document.querySelector("article.pack");
  if (bar) offer();
  if (pack) show();

  function offer() {
    const boxes = [...document.querySelectorAll(".cards > li")].map(tick);
    const said = bar.querySelector("[data-count]");
    const button = bar.querySelector("button");
    if (asked.has("languages")) for (const box of bar.querySelectorAll("[name=languages]")) box.checked = listed("languages").has(box.value);
    const count = () => {
      const chosen = boxes.filter((box) => box.checked).length;
      bar.toggleAttribute("data-some", chosen > 0); // it stays in sight
      said.textContent = said.dataset.count.replace("{count}", chosen);
      button.disabled = !chosen || !bar.querySelector("[name=languages]:checked");
    };
    addEventListener("pageshow", count);
    document.addEventListener("change", count);
    bar.addEventListener("submit", (event) => {
      event.preventDefault();
      const chosen = boxes.filter((box) => box.checked).map((box) => box.value);
      const languages = [...bar.querySelectorAll("[name=languages]:checked")].map((box) => box.value);
      location.href = `${bar.action}?items=${chosen.join(",")}&languages=${languages.join(",")}`;
    });
    count();
  }

  function tick(card) {
    const link = card.querySelector("a");
    const label = document.createElement("label");
    const box = document.createElement("input");
    box.type = "checkbox";
    box.value = link.getAttribute("href").split("/").at(-2);
    box.checked = items.has(box.value);
    box.setAttribute("aria-label", `${bar.dataset.add}: ${link.textContent}`);
    label.className = "pick";
    label.append(box, ` ${bar.dataset.add}`);
    card.append(label);
    return box;
  }

  async function show() {
    const sections = [...pack.querySelectorAll("section.item")];
    const wanted = asked.has("items") ? items : null;
    const names = ({ id, dataset }) => [id, ...(dataset.former ?? "").split(" ")]; // those of today and before
    const shown = sections.filter((section) => !wanted || names(section).some((name) => wanted.has(name)));
    const known = new Set(shown.flatMap(names));
    const unknown = [...items].some((name) => !known.has(name));
    if (wanted && shown.length) asked.set("items", shown.map(({ id }) => id));
    const languages = ["en", "ko"].filter((one) => listed("languages").has(one));
    const other = languages.find((one) => one !== lang);
    const toggle = document.querySelector("a.toggle");
    const twin = new URL(toggle.href); // never its path alone: one that begins with "//" names another host
    if (other && languages.length === 1 && twin.origin === location.origin) {
      twin.search = location.search;
      return location.replace(twin);
    }
    keepChoice(toggle, languages);
    for (const section of sections) if (!shown.includes(section)) section.remove();
    for (const link of pack.querySelectorAll(".contents a")) link.closest("li").hidden = !document.getElementById(link.hash.slice(1));
    leaveSources();
    const status = pack.querySelector("[role=status]");
    status.hidden = shown.length > 0 && !unknown;
    for (const part of pack.querySelectorAll(".contents, .sources, .controls, .found")) part.hidden = !shown.length;
    if (!shown.length) return undefined;
    if (unknown) status.textContent = status.dataset.unknown;
    pack.querySelector(".found b").textContent = location.href;
    if (wanted) for (const picture of pack.querySelectorAll("img")) picture.loading = "eager"; // paper shows them all
    pack.querySelector(".controls button").addEventListener("click", () => print());
    if (other) await addOther(twin, other, status);
    return undefined;
  }

  // The other language's page keeps the items; a choice of this language alone would lead straight back.
  function keepChoice(toggle, languages) {
    const kept = new URLSearchParams(asked);
    if (languages.length === 1) kept.delete("languages");
    toggle.search = kept;
    pack.querySelector(".controls a").search = asked.has("items") ? asked : "";
  }

  // Only the sentences and references that the items name stay, and the references are numbered anew.
  function leaveSources() {
    const named = new Set([...pack.querySelectorAll(".item a")].map((link) => link.hash.slice(1)));
    for (const entry of pack.querySelectorAll(".sources :is(dl > div, ol > li)")) if (!named.has(entry.id)) entry.remove();
    renumber();
  }

  // The twin page's parts, beside ours; its links are made to lead on from where it stands.
  async function addOther(address, other, status) {
    let twin;
    try {
      const answer = await fetch(address, { mode: "same-origin" });
      if (!answer.ok) throw new Error(answer.status);
      twin = new DOMParser().parseFromString(await answer.text(), "text/html");
    } catch {
      status.textContent = status.hidden ? status.dataset.failed : `${status.textContent} ${status.dataset.failed}`;
      status.hidden = false;
      return;
    }
    for (const part of pack.querySelectorAll("section.item, .sources dl > div, .sources ol > li, .contents li:not([hidden])")) {
      const found = part.id ? twin.getElementById(part.id) : twin.querySelector(`.contents a[href="${part.firstElementChild.hash}"]`);
      if (!found) continue;
      const copy = document.importNode(found, true);
      for (const node of [copy, ...copy.querySelectorAll("[id]")]) node.removeAttribute("id");
      for (const gone of copy.querySelectorAll(".lead-to, dt")) gone.remove();
      for (const link of copy.querySelectorAll("a[href]")) {
        const target = link.getAttribute("href");
        if (!target.startsWith("#")) link.href = new URL(target, address);
      }
      const within = part.closest("dl"); // where only a definition may stand beside another
      const beside = within ? copy.querySelector("dd") : document.createElement("div");
      beside.className = "other";
      beside.lang = other;
      if (!within) beside.append(...copy.childNodes);
      part.append(beside);
    }
    pack.classList.add("paired");
    renumber();
  }

  function renumber() {
    const references = [...pack.querySelectorAll(".sources ol > li")].map((entry) => entry.id);
    for (const mark of pack.querySelectorAll("a.ref")) mark.textContent = `[${references.indexOf(mark.hash.slice(1)) + 1}]`;
  }
})();
