// Fetches the search once the reader goes to it: by focus, "/" or ?q=.
(() => {
  const query = new URLSearchParams(location.search).get("q");
  const form = document.querySelector(".search");
  if (!form) {
    const offered = [...document.querySelectorAll(".doors a[hreflang]")].map((door) => door.hreflang); // not-found.js has its own
    if (query && offered.length) location.replace(new URL(`../${wantedLanguage(offered)}/search/${location.search}`, document.currentScript.src));
    return;
  }
  const box = form.q;
  const open = () => import("./search-box.js").then(({ start }) => start(form), () => {
    form.querySelector("[role=status]").textContent = form.dataset.failed;
    form.classList.add("open");
  });
  if (query) box.value = query;
  if (box.value || document.activeElement === box) open();
  else form.addEventListener("focusin", open, { once: true });
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.target.closest("input,select,textarea")) return;
    event.preventDefault();
    box.focus();
  });
})();
