// The page in the other language: fetched once, when it is asked for. Both have the same anchors and the same parts.
const toggle = document.querySelector("a.toggle");
let page;

export function loadOtherPage() {
  page ??= fetchPage();
  return page;
}

async function fetchPage() {
  const address = new URL(toggle.href); // never its path alone: one that begins with "//" names another host
  if (address.origin !== location.origin) throw new Error(address.origin);
  const answer = await fetch(address, { mode: "same-origin" });
  if (!answer.ok) throw new Error(answer.status);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

// A copy of a part of the other page in an element of its own, without anchors; its links lead to where they do there.
export function copyPart(part, tag) {
  const copy = document.createElement(tag);
  copy.append(...document.importNode(part, true).childNodes);
  for (const node of copy.querySelectorAll("[id]")) node.removeAttribute("id");
  for (const control of copy.querySelectorAll(".copy, .chips, .visually-hidden, details")) control.remove();
  for (const link of copy.querySelectorAll("a[href]")) link.href = new URL(link.getAttribute("href"), toggle.href);
  copy.lang = toggle.hreflang;
  copy.className = "alternate-text";
  return copy;
}
