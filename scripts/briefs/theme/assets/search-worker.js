// Off the page's own thread: answers each query in the reader's language.
import { find, read } from "./search-rank.js";
import { shown } from "./search-shown.js";
import { Store } from "./search-store.js";

const store = Store.open();
store.catch(() => postMessage({ failed: true }));

addEventListener("message", async ({ data }) => {
  try {
    postMessage({ asked: data.asked, ...await answer(await store, data) });
  } catch {
    postMessage({ asked: data.asked, failed: true });
  }
});

// {total, found: [[theme, how many]], results}, for pages of the theme only if one is given.
async function answer(opened, { query, lang, theme }) {
  const all = await find(opened, query);
  const titled = ({ page }) => opened.themes[opened.themed[page]]?.[lang];
  const count = new Map();
  for (const title of all.map(titled)) if (title) count.set(title, (count.get(title) ?? 0) + 1);
  const wanted = theme ? all.filter((one) => titled(one) === theme) : all;
  const results = (await read(opened, wanted, query)).map((one) => shown(one, lang));
  return { total: wanted.length, found: [...count], results };
}
