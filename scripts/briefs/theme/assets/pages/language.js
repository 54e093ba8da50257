// Chooses one of the languages offered: the one the reader chose on the site (language-toggle.js stores it), else the
// first of the browser's languages that is offered, else the first offered.
// biome-ignore lint/correctness/noUnusedVariables: search/loader.js, not-found.js and permalink.js call it
function chooseLanguage(offered) {
  let stored = null;
  try {
    stored = localStorage.getItem("language");
  } catch {
    // storage refused: the browser's languages decide
  }
  const preferred = [stored, ...navigator.languages.map((tag) => tag.split("-")[0].toLowerCase())];
  return preferred.find((language) => offered.includes(language)) ?? offered[0];
}
