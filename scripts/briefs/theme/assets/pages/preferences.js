// The reader's preferences: size of the text, and whether "/" goes to the search. settings.js applies them on each
// page.
(() => {
  const menu = document.querySelector("details.view");
  if (!menu) return;
  const applied = document.documentElement.dataset;
  for (const radio of menu.querySelectorAll("input")) radio.checked = radio.value === applied[radio.name];
  menu.addEventListener("change", ({ target: { name, value } }) => {
    applied[name] = value;
    try {
      localStorage.setItem(name, value);
    } catch {
      // storage refused: for this page only
    }
  });
  menu.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape") return;
    menu.open = false;
    menu.firstElementChild.focus();
  });
  document.addEventListener("click", ({ target }) => {
    if (!menu.contains(target)) menu.open = false;
  });
  menu.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !menu.contains(relatedTarget)) menu.open = false;
  });
})();
