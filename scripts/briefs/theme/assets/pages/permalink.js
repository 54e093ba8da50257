// Redirects to the page in the reader's language, with the same anchor and query; without this script the page offers
// each language.
(() => {
  const links = [...document.querySelectorAll("a[data-language]")];
  const language = chooseLanguage(links.map((link) => link.dataset.language));
  const target = new URL(links.find((link) => link.dataset.language === language).href);
  target.search = location.search;
  if (location.hash) target.hash = location.hash;
  location.replace(target);
})();
