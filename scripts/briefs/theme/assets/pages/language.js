// Which of the languages offered a reader wants: the one chosen on the site (site.js keeps it), else the first of the
// browser's that is offered, else the first offered.
function wantedLanguage(offered) {
  let chosen = null;
  try { chosen = localStorage.getItem("language"); } catch { /* storage refused: the browser's languages decide */ }
  const wanted = [chosen, ...navigator.languages.map((tag) => tag.split("-")[0].toLowerCase())];
  return wanted.find((tag) => offered.includes(tag)) ?? offered[0];
}
