// Loads the search once the reader goes to it: by focus, "/" or ?q=.
(() => {
  const query = new URLSearchParams(location.search).get("q");
  const form = document.querySelector(".search");
  if (!form) {
    // The front door; not-found.js redirects by itself.
    const languages = Array.from(document.querySelectorAll(".language-choice a[hreflang]"), (link) => link.hreflang);
    if (query && languages.length) {
      const page = `../../${chooseLanguage(languages)}/search/${location.search}`;
      location.replace(new URL(page, document.currentScript.src));
    }
    return;
  }
  const box = form.q;
  const showFailure = () => {
    form.querySelector("[role=status]").textContent = form.dataset.failed;
    form.classList.add("open");
  };
  const load = () => import("./box.js").then(({ startSearch }) => startSearch(form), showFailure);
  if (query) box.value = query;
  if (box.value || form.matches(":focus-within")) load();
  else form.addEventListener("focusin", load, { once: true });
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey) return;
    if (event.target.closest("input,select,textarea,[data-slash=off]")) return;
    event.preventDefault();
    box.focus();
  });
})();
