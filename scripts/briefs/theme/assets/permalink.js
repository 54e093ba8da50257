// Leads on in the reader's language (the one chosen on the site, else the browser's), at the same anchor and query;
// without this script the page offers each language.
(() => {
  const links = [...document.querySelectorAll("a[data-language]")];
  let chosen = null;
  try { chosen = localStorage.getItem("language"); } catch { /* storage refused: the browser's languages decide */ }
  const wanted = [chosen, ...navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase())];
  const language = wanted.find((tag) => links.some((link) => link.dataset.language === tag));
  const link = links.find((one) => one.dataset.language === language) ?? links[0];
  const target = new URL(link.href);
  target.search = location.search;
  if (location.hash) target.hash = location.hash;
  location.replace(target);
})();
