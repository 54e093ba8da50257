// Off the page's own thread: answers each query in the reader's language.
import { find, read } from "./rank.js";
import { shown } from "./snippets.js";
import { Store } from "./index.js";

let opening;

// What could not be fetched is asked for again at the next query.
const open = () => (opening ??= Store.open().catch((error) => {
  opening = undefined;
  throw error;
}));
open().catch(() => {});

addEventListener("message", async ({ data }) => {
  try {
    postMessage({ asked: data.asked, ...await answer(await open(), data) });
  } catch {
    postMessage({ asked: data.asked, failed: true });
  }
});

// {total, found: [[theme, how many]], results}, for pages of the theme only if one is given; the best results, or all.
async function answer(opened, { query, lang, theme, all: every }) {
  const all = await find(opened, query);
  const titled = ({ page }) => opened.themes[opened.themed[page]]?.[lang];
  const count = new Map();
  for (const title of all.map(titled)) if (title) count.set(title, (count.get(title) ?? 0) + 1);
  const wanted = theme ? all.filter((one) => titled(one) === theme) : all;
  const results = (await read(opened, wanted, query, every ? wanted.length : undefined)).map((one) => shown(one, lang));
  return { total: wanted.length, found: [...count], results };
}
