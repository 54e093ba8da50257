// Fetches the search once the reader goes to it: by focus, "/" or ?q=.
(() => {
  const q = new URLSearchParams(location.search).get("q");
  const form = document.querySelector(".search");
  if (!form) {
    const doors = [...document.querySelectorAll(".doors a[hreflang]")].map((a) => a.hreflang); // not-found.js has its own
    if (q && doors.length) location.replace(new URL(`../../${wantedLanguage(doors)}/search/${location.search}`, document.currentScript.src));
    return;
  }
  const box = form.q;
  const open = () => import("./box.js").then(({ start }) => start(form), () => {
    form.querySelector("[role=status]").textContent = form.dataset.failed;
    form.className += " open";
  });
  if (q) box.value = q;
  if (box.value || form.matches(":focus-within")) open();
  else form.addEventListener("focusin", open, { once: true });
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.target.closest("input,select,textarea,[data-slash=off]")) return;
    event.preventDefault();
    box.focus();
  });
})();
