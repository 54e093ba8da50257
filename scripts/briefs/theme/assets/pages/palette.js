// Puts the colours that the reader chose on the page before it is drawn; runs where Material has such a script.
(() => {
  let chosen = 0;
  try { chosen = Number(localStorage.getItem("palette")) || 0; } catch { /* storage refused: the first scheme holds */ }
  const options = [...document.querySelectorAll("[data-md-component=palette] input")];
  const show = (option) => {
    for (const name of ["scheme", "primary", "accent"]) document.body.setAttribute(`data-md-color-${name}`, option.getAttribute(`data-md-color-${name}`));
    option.checked = true;
    for (const { nextElementSibling: label } of options) label.hidden = false; // the style sheet shows that of the one chosen
  };
  if (!options.length) return;
  show(options[chosen] ?? options[0]);
  for (const [number, option] of options.entries()) {
    option.addEventListener("change", () => {
      show(option);
      try { localStorage.setItem("palette", number); } catch { /* storage refused: for this page only */ }
    });
  }
})();
