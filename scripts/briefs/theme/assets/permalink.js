// A permanent address leads on in the reader's language, at the same anchor; without this script the page offers both.
(() => {
  const links = [...document.querySelectorAll("a[data-language]")];
  const wanted = navigator.languages.map((tag) => tag.slice(0, 2));
  const language = wanted.find((tag) => links.some((link) => link.dataset.language === tag));
  const link = links.find((candidate) => candidate.dataset.language === language) || links[0];
  const target = new URL(link.href);
  if (location.hash) target.hash = location.hash;
  location.replace(target);
})();
