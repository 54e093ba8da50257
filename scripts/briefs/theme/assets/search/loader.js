// Loads the search once the reader goes to it: by focus, "/" or ?q=.
(() => {
  const text = new URLSearchParams(location.search).get("q");
  const form = document.querySelector(".search");
  if (!form) {
    // The front door; not-found.js redirects by itself.
    const links = [...document.querySelectorAll(".language-choice a[hreflang]")];
    if (!text || !links.length) return;
    const to = chooseLanguage(links.map((link) => link.hreflang));
    location.replace(new URL(`../../${to}/search/${location.search}`, document.currentScript.src));
    return;
  }
  const box = form.q;
  const fail = () => {
    form.querySelector("[role=status]").textContent = form.dataset.failed;
    form.classList.add("open");
  };
  const load = () => import("./box.js").then((box) => box.startSearch(form), fail);
  if (text) box.value = text;
  if (box.value || form.matches(":focus-within")) load();
  else form.addEventListener("focusin", load, { once: true });
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey) return;
    if (event.target.closest("input,select,textarea,[data-slash=off]")) return;
    event.preventDefault();
    box.focus();
  });
})();
