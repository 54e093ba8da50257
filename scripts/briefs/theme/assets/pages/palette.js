// Applies the colour scheme that the reader chose before the page is drawn; runs where Material has such a script.
(() => {
  const options = [...document.querySelectorAll("[data-md-component=palette] input")];
  if (!options.length) return;
  let stored = 0;
  try {
    stored = Number(localStorage.getItem("palette")) || 0;
  } catch {
    // storage refused: the first scheme applies
  }
  applyScheme(options[stored] ?? options[0]);
  for (const [index, option] of options.entries()) {
    option.addEventListener("change", () => {
      applyScheme(option);
      try {
        localStorage.setItem("palette", index);
      } catch {
        // storage refused: for this page only
      }
    });
  }

  function applyScheme(option) {
    for (const name of ["scheme", "primary", "accent"]) {
      const attribute = `data-md-color-${name}`;
      document.body.setAttribute(attribute, option.getAttribute(attribute));
    }
    option.checked = true;
    // The style sheet shows only the label of the chosen option.
    for (const { nextElementSibling: label } of options) label.hidden = false;
  }
})();
