// What Material's script does for its frame, as far as it is used here: the contents follow the reader, the drawer closes,
// a notice is put away, a button leads back to the top.
(() => {
  const drawer = document.getElementById("frame--drawer");
  addEventListener("keydown", ({ key }) => { if (key === "Escape" && drawer?.checked) { drawer.checked = false; drawer.focus(); } });
  document.querySelector(".md-sidebar--primary")?.addEventListener("click", ({ target }) => { if (target.closest("a")) drawer.checked = false; });

  followReader();
  dismissNotice();
  leadToTop();

  // Marks the part that is being read, and keeps its entry in sight.
  function followReader() {
    const links = [...document.querySelectorAll("[data-md-component=toc] a")];
    const parts = links.map(({ hash }) => document.getElementById(decodeURIComponent(hash.slice(1))));
    if (!links.length) return;
    const box = links[0].closest(".md-sidebar__scrollwrap");
    let last;
    const mark = () => {
      const line = innerHeight / 3;
      const end = scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
      const at = end && scrollY > 0 ? parts.length - 1 : parts.findLastIndex((part) => part?.getBoundingClientRect().top <= line);
      if (at === last) return;
      last = at;
      for (const [number, link] of links.entries()) {
        link.classList.toggle("md-nav__link--passed", number < at);
        link.classList.toggle("md-nav__link--active", number === at);
        if (number === at) link.setAttribute("aria-current", "location"); else link.removeAttribute("aria-current");
      }
      if (at >= 0 && box.hasAttribute("data-follow")) box.scrollTop = links[at].offsetTop - box.clientHeight / 2;
    };
    addEventListener("scroll", mark, { passive: true });
    addEventListener("resize", mark, { passive: true });
    mark();
  }

  function dismissNotice() {
    const notice = document.querySelector("[data-md-component=announce]");
    const button = notice?.querySelector("button");
    if (!button) return;
    const words = notice.querySelector("p").textContent;
    try { notice.hidden = localStorage.getItem("dismissed") === words; } catch { /* storage refused: it is shown */ }
    button.hidden = false;
    button.addEventListener("click", () => {
      notice.hidden = true;
      try { localStorage.setItem("dismissed", words); } catch { /* storage refused: on this page only */ }
    });
  }

  // Shown while the reader scrolls back, as Material does.
  function leadToTop() {
    const button = document.querySelector("[data-md-component=top]");
    if (!button) return;
    let before = scrollY;
    addEventListener("scroll", () => {
      button.hidden = scrollY >= before || scrollY < 400;
      before = scrollY;
    }, { passive: true });
    button.addEventListener("click", () => { scrollTo({ top: 0 }); button.hidden = true; });
  }
})();
