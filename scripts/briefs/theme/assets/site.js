// What a page does beyond plain HTML: copy a link, keep the place when the language changes.
(() => {
  const toggle = document.querySelector("a.toggle");
  const follow = () => { if (toggle) toggle.hash = location.hash; };
  addEventListener("hashchange", follow);
  follow();

  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a.copy");
    if (!link || !navigator.clipboard) return;
    event.preventDefault();
    history.replaceState(null, "", link.hash);
    follow();
    await navigator.clipboard.writeText(link.href);
    const words = link.textContent;
    link.textContent = link.dataset.copied;
    link.setAttribute("role", "status");
    setTimeout(() => { link.textContent = words; link.removeAttribute("role"); }, 2000);
  });
})();
