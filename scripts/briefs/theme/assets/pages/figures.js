// Copies of a figure its table, as text and as HTML for a spreadsheet or a document, its code for a frame, or its
// citation.
(() => {
  if (!navigator.clipboard) return;
  const { copied, copyFailed } = document.querySelector("[data-copy-failed]").dataset;
  const status = document.querySelector("p.live-region") ?? document.createElement("p"); // copy-links.js has one
  status.className = "live-region"; // read out by screen readers; it must be on the page before its text is
  status.setAttribute("role", "status");
  document.body.append(status);

  for (const button of document.querySelectorAll(".figure-tools button")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }

  for (const code of document.querySelectorAll(".tool-text code")) showEmbedCode(code);

  for (const place of document.querySelectorAll(".tool-text [data-sources]")) {
    const chips = [...place.closest("figure").querySelectorAll("a.chip")];
    place.textContent = `${place.dataset.sources} ${chips.map(readChip).join("; ")}`;
  }

  // The publisher and the date of a source, without its kind.
  function readChip(chip) {
    const copy = chip.cloneNode(true);
    copy.querySelector("span").remove();
    return copy.textContent.replace(/\s+/g, " ").trim();
  }

  // The code for a frame, in place of the link to the page that it shows.
  function showEmbedCode(code) {
    const link = code.previousElementSibling;
    const frame = document.createElement("iframe");
    const title = code.closest("figure").querySelector("figcaption").textContent.trim();
    Object.assign(frame, { src: link.href, title, width: "100%", height: "560", loading: "lazy" });
    code.textContent = new XMLSerializer().serializeToString(frame).replace(/ xmlns="[^"]*"/, "");
    code.hidden = false;
    link.hidden = true;
  }

  async function copy(button) {
    const tools = button.closest(".figure-tools");
    const box = button.closest(".tool-text");
    const text = (box?.querySelector("code") ?? box?.querySelector("p"))?.textContent;
    const label = button.querySelector("span");
    label.dataset.name ??= label.textContent;
    status.textContent = ""; // so that the same words are read out again
    try {
      if (text) await navigator.clipboard.writeText(text);
      else await copyTable(tools.querySelector("a").href);
      label.textContent = status.textContent = copied;
    } catch {
      label.textContent = status.textContent = copyFailed;
    }
    setTimeout(() => {
      label.textContent = label.dataset.name;
    }, 1500);
  }

  // The clipboard takes promises, so that a browser that asks for a click has it still when the file has arrived.
  async function copyTable(address) {
    const rows = fetch(address).then(async (answer) => {
      if (!answer.ok) throw new Error(answer.statusText);
      return parseCsv(await answer.text());
    });
    const blob = (kind, write) => rows.then((found) => new Blob([write(found)], { type: kind }));
    const forms = { "text/plain": blob("text/plain", writeLines), "text/html": blob("text/html", writeHtml) };
    await navigator.clipboard.write([new ClipboardItem(forms)]);
  }

  // RFC 4180: cells in quotation marks may hold commas and doubled quotation marks.
  function parseCsv(text) {
    const lines = text.replace(/^\ufeff/, "").split("\r\n");
    const readCell = ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain;
    const cells = /(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g;
    return lines.filter(Boolean).map((line) => [...line.matchAll(cells)].map(readCell));
  }

  function writeLines(rows) {
    return rows.map((row) => row.join("\t")).join("\n");
  }

  function writeHtml(rows) {
    const table = document.createElement("table");
    for (const row of rows) {
      const line = table.insertRow();
      for (const cell of row) line.insertCell().textContent = cell;
    }
    return new XMLSerializer().serializeToString(table);
  }
})();
