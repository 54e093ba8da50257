// Reads citations from standard input, as JSON [text, ...], with citation-js; prints each as CSL-JSON and in APA.
import { readFileSync } from "node:fs";
import { Cite } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import "@citation-js/plugin-csl";
import "@citation-js/plugin-ris";

const texts = JSON.parse(readFileSync(0, "utf8"));
const read = texts.map((text) => {
  const cite = new Cite(text);
  return { csl: cite.data[0], apa: cite.format("bibliography", { template: "apa" }).trim() };
});
console.log(JSON.stringify(read));
