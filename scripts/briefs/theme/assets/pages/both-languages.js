// The third choice beside the languages: each text of the page with that of the other language beside it, side by side
// where there is room. The choice is remembered.
const PARTS = [
  ["h1, .lead, .points > li > p:first-of-type, .facts > li > div > p:not(.caveat), .caveat", "p"],
  [".statement .paragraph > p, .speaker, .timeline li > p, .policy-rows > li > p, .key-line p", "p"],
  [".not-stated li", "span"],
  [".said > q:first-of-type", "span"],
  [".series figcaption", "div"],
];
const root = document.documentElement;
const controls = [...document.querySelectorAll("[data-both]")];

for (const control of controls) {
  control.hidden = false;
  control.addEventListener("click", () => choose(!("both" in root.dataset)));
}
if (readStored()) choose(true);

function readStored() {
  try {
    return localStorage.getItem("both") === "1";
  } catch {
    return false; // storage refused
  }
}

async function choose(both) {
  try {
    localStorage.setItem("both", both ? "1" : "");
  } catch {
    // storage refused: the choice holds for this page
  }
  if (both) {
    try {
      const { copyPart, loadOtherPage } = await import("./other-language.js");
      addOther(await loadOtherPage(), copyPart);
    } catch {
      return; // no connection: the page stays in its language
    }
  } else {
    for (const text of document.querySelectorAll(".alternate-text")) text.remove();
  }
  root.toggleAttribute("data-both", both);
  for (const control of controls) control.setAttribute("aria-pressed", both);
}

function addOther(page, copyPart) {
  if (document.querySelector(".alternate-text")) return;
  for (const [selector, tag] of PARTS) {
    const ours = [...document.querySelectorAll(`main :is(${selector})`)];
    const theirs = [...page.querySelectorAll(`main :is(${selector})`)];
    if (ours.length !== theirs.length) continue; // a part without its counterpart: nothing is put beside another
    ours.forEach((part, number) => {
      if (part.matches("q:not(:only-of-type)")) return; // a translation has its original beside it
      const copy = copyPart(theirs[number], tag);
      if (tag === "p") part.after(copy);
      else part.append(copy);
    });
  }
}
