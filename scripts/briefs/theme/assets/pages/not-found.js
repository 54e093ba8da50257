// For an address that leads nowhere: one that is only written differently (capitals, decomposed Hangul, no slash) is
// redirected; one with a day leads to the version that stood then; for any other, similar pages are suggested. The site
// stands below `base`, wherever this page was asked for.
(async () => {
  const MAX_LENGTH = 60; // letters; a longer name is like none of the site's, and takes long to compare
  const MAX_SUGGESTIONS = 3;
  const base = new URL("../..", document.currentScript.src);
  const { titles, names, versions } = await (await fetch(new URL("assets/addresses.json", base))).json();
  let requested;
  try {
    requested = decodeURIComponent(location.pathname);
  } catch {
    return; // not UTF-8: nothing to compare
  }
  const normalized = normalizePath(requested.slice(decodeURIComponent(base.pathname).length));
  const sections = [...document.querySelectorAll("section[lang]")];
  const language = sections.find(({ lang }) => normalized.startsWith(`${lang}/`))?.lang;
  if (language) sections[0].before(...sections.filter(({ lang }) => lang === language));
  const path = language ? normalized.slice(3) : normalized;
  if (!redirectToPage() && !redirectToVersion() && !redirectToSearch()) showSuggestions(await findSimilar());

  function normalizePath(given) {
    return `${given}/`
      .normalize("NFC")
      .toLowerCase()
      .replace(/\/+/g, "/")
      .replace(/((^|\/)index)?(\.html)?\/$/, "/")
      .replace(/^\//, "");
  }

  function redirectToPage() {
    const isName = names[normalized] !== undefined;
    if (!isName && !(titles[path] && language)) return false;
    const page = new URL((isName ? normalized : `${language}/${path}`) + location.search + location.hash, base);
    if (page.pathname === location.pathname) return false;
    location.replace(page);
    return true;
  }

  function redirectToVersion() {
    const [, page, day] = normalized.match(/^(.+\/)(\d{4}-\d{2}-\d{2})\/$/) ?? [];
    if (!page) return false;
    const item = names[page] ?? (language ? page.slice(3) : "");
    const stood = versions[item]?.findLast((date) => date <= day);
    if (!stood || stood === day) return false;
    location.replace(new URL(`${page}${stood}/${location.search}${location.hash}`, base));
    return true;
  }

  function redirectToSearch() {
    if (!new URLSearchParams(location.search).get("q")) return false;
    const wanted = language ?? chooseLanguage(sections.map(({ lang }) => lang));
    location.replace(new URL(`${wanted}/search/${location.search}`, base));
    return true;
  }

  // Paths of pages with a name like the one asked for, the most similar first.
  async function findSimilar() {
    const wanted = lastPart(path);
    if (wanted.length > MAX_LENGTH) return [];
    const { editDistance } = await import("../search/edit-distance.js");
    const limit = Math.floor(Math.max(wanted.length > 2 ? 1 : 0, wanted.length / 4));
    const targets = [...Object.entries(names), ...Object.keys(titles).map((page) => [page, page])];
    const similar = targets
      .map(([address, page]) => ({ page, name: lastPart(address) }))
      .filter(({ name }) => Math.abs(name.length - wanted.length) <= limit)
      .map(({ page, name }) => ({ page, distance: editDistance(wanted, name, limit) }))
      .filter(({ distance }) => distance <= limit)
      .sort((first, second) => first.distance - second.distance);
    return [...new Set(similar.map(({ page }) => page))].slice(0, MAX_SUGGESTIONS);
  }

  function lastPart(address) {
    return address.split(/[/#]/).filter(Boolean).at(-1) ?? "";
  }

  function showSuggestions(pages) {
    for (const section of pages.length ? sections : []) {
      const box = section.querySelector(".suggestions");
      for (const page of pages) {
        const link = document.createElement("a");
        link.href = new URL(`${section.lang}/${page}`, base);
        const prefix = page.startsWith("glossary/#") ? `${section.dataset.glossary}: ` : "";
        link.textContent = prefix + titles[page][section.lang];
        const item = document.createElement("li");
        item.append(link);
        box.querySelector("ul").append(item);
      }
      box.hidden = false;
    }
  }
})();
