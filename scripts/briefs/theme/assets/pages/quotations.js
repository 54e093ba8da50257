// Quotations of a part of the page, in its language or the other one, with where the words stand. The other language's
// page has the same anchors; it is fetched when it is asked for.
import { loadOtherPage } from "./other-language.js";

const { lang } = document.documentElement;

// The lines of the quotations of a part in some languages.
export async function quoteIn(languages, hash) {
  const found = await Promise.all(
    languages.map(async (language) => readPart(language === lang ? document : await loadOtherPage(), hash, language)),
  );
  return found.flatMap((part) => part.entries.map((entry) => fillIn(entry.template ?? part.template, entry)));
}

// The lines of a footnote: where the words stand, without them.
export function writeFootnote(hash) {
  const part = readPart(document, hash, lang);
  return part.entries.map((entry) => fillIn(part.footnote, entry));
}

// What a part quotes: the source's sentences, or a fact or a figure with the sources that state it.
function readPart(page, hash, language) {
  const labels = page.querySelector("main").dataset;
  const part = page.getElementById(hash.slice(1));
  const isSentence = part.matches(".passage, .pair");
  const sentences = isSentence ? [part] : [...part.querySelectorAll(".source")];
  const own = (labels.cited ?? labels.permanent) + hash; // of the version that the page says
  if (!sentences.length) {
    const entry = { text: readText(part), sources: readSources(part), site: labels.site, address: own };
    return { template: labels.quotationFact, footnote: labels.footnoteFact, entries: [entry] };
  }
  const entries = sentences.map((sentence) => ({
    text: (sentence.querySelector(`[lang=${language}]`) ?? sentence).textContent.trim(),
    title: sentence.dataset.saidIn ?? labels.saidIn,
    place: sentence.dataset.place,
    template: sentence.dataset.quotation,
    address: isSentence ? own : findPermalink(labels, sentence.querySelector("a")),
  }));
  return { template: labels.quotation, footnote: labels.footnote, entries };
}

// The permanent address of the sentence that a link within the site leads to.
function findPermalink(labels, link) {
  const [source, anchor] = link.getAttribute("href").split("/#");
  return labels.permanent.replace(/[^/]+\/$/, `${source.split("/").at(-1)}/#${anchor}`);
}

// The words of a fact; of a figure its title and newest values.
function readText(part) {
  const title = part.querySelector("figcaption");
  const blocks = title ? [title, ...part.querySelectorAll(".newest")] : [part.querySelector("p")];
  return blocks
    .map(readWords)
    .join(": ")
    .replace(/: (?=[^:]*: )/g, ": ");
}

function readWords(block) {
  const copy = block.cloneNode(true);
  for (const note of copy.querySelectorAll(".kind, .outdated, .copy, [popover]")) note.remove();
  return copy.textContent.replace(/\s+/g, " ").trim();
}

function readSources(part) {
  const chips = [...part.querySelectorAll("a.chip")].map((chip) => {
    const copy = chip.cloneNode(true);
    copy.querySelector("span").remove(); // the kind
    return readWords(copy);
  });
  return chips.join("; ");
}

function fillIn(template, entry) {
  return template.replace(/\{(\w+)\}/g, (_, field) => entry[field]);
}
