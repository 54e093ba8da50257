// Nothing of the search is fetched until the reader goes to it: by focus, by "/" or by an address with ?q=.
(() => {
  const form = document.querySelector("form[role=search]");
  if (!form) return;
  const box = form.elements.q;
  const asked = new URLSearchParams(location.search).get("q");
  let opened;
  const open = () => {
    opened ??= import("./search-box.js").then(({ start }) => start(form), () => {
      form.querySelector("[role=status]").textContent = form.dataset.failed;
      form.classList.add("open");
    });
  };
  form.addEventListener("focusin", open);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.target.closest("input, select, textarea") || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
  if (asked) { box.value = asked; open(); }
})();
