// For an address that leads nowhere: one that is only written otherwise (capitals, decomposed Hangul, no slash) leads on;
// for any other the near ones are named. Below `base` lies the site, wherever this page was asked for.
(async () => {
  const LONG = 60; // letters; what is longer is like no name of the site, and takes long to compare
  const base = new URL("../..", document.currentScript.src);
  const { titles, names } = await (await fetch(new URL("assets/addresses.json", base))).json();
  let here;
  try { here = decodeURIComponent(location.pathname); } catch { return; } // not UTF-8: nothing to compare
  const folded = `${here.slice(decodeURIComponent(base.pathname).length)}/`
    .normalize("NFC").toLowerCase().replace(/\/+/g, "/").replace(/((^|\/)index)?(\.html)?\/$/, "/").replace(/^\//, "");
  const sections = [...document.querySelectorAll("section[lang]")];
  const language = sections.find(({ lang }) => folded.startsWith(`${lang}/`))?.lang;
  if (language) sections[0].before(...sections.filter(({ lang }) => lang === language));
  const path = language ? folded.slice(3) : folded;
  const known = names[folded] !== undefined ? folded : titles[path] && language ? `${language}/${path}` : null;
  const right = known !== null && new URL(known + location.search + location.hash, base);
  if (right && right.pathname !== location.pathname) { location.replace(right); return; }
  if (new URLSearchParams(location.search).get("q")) {
    const wanted = language ?? wantedLanguage(sections.map(({ lang }) => lang));
    location.replace(new URL(`${wanted}/search/${location.search}`, base));
    return;
  }

  const asked = path.split("/").filter(Boolean).at(-1) ?? "";
  const word = (address) => address.split(/[/#]/).filter(Boolean).at(-1) ?? "";
  const most = Math.max(asked.length > 2 ? 1 : 0, asked.length / 4);
  const all = asked.length > LONG ? [] : [...Object.entries(names), ...Object.keys(titles).map((one) => [one, one])];
  const candidates = all.map(([address, leads]) => ({ leads, name: word(address) }))
    .filter(({ name }) => Math.abs(name.length - asked.length) <= most)
    .map(({ leads, name }) => ({ leads, far: distance(asked, name) }))
    .filter(({ far }) => far <= most)
    .sort((one, other) => one.far - other.far);
  const near = [...new Set(candidates.map(({ leads }) => leads))].slice(0, 3);
  for (const section of near.length ? sections : []) {
    const box = section.querySelector(".near");
    for (const leads of near) {
      const link = document.createElement("a");
      link.href = new URL(`${section.lang}/${leads}`, base);
      const term = leads.startsWith("glossary/#") ? `${section.dataset.glossary}: ` : "";
      link.textContent = term + titles[leads][section.lang];
      const item = document.createElement("li");
      item.append(link);
      box.querySelector("ul").append(item);
    }
    box.hidden = false;
  }

  // How many letters to add, drop, change or swap with their neighbour (optimal string alignment).
  function distance(one, other) {
    const rows = [[...Array(other.length + 1).keys()]];
    for (let i = 1; i <= one.length; i += 1) {
      rows.push([i]);
      for (let j = 1; j <= other.length; j += 1) {
        const same = one[i - 1] === other[j - 1];
        const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
        const ways = [rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (same ? 0 : 1)];
        rows[i].push(Math.min(...ways, swapped ? rows[i - 2][j - 2] + 1 : Infinity));
      }
    }
    return rows[one.length][other.length];
  }
})();
