// What Material's script does for its frame, as far as it is used here: the drawer closes, the table of contents
// follows the reader, the notice can be dismissed, a button leads back to the top.
(() => {
  closeDrawer();
  followReader();
  dismissNotice();
  showTopButton();

  function closeDrawer() {
    const drawer = document.getElementById("frame--drawer");
    addEventListener("keydown", ({ key }) => {
      if (key !== "Escape" || !drawer?.checked) return;
      drawer.checked = false;
      drawer.focus();
    });
    document.querySelector(".md-sidebar--primary")?.addEventListener("click", ({ target }) => {
      if (target.closest("a")) drawer.checked = false;
    });
  }

  // Marks the section that is being read, and keeps its entry in sight.
  function followReader() {
    const links = [...document.querySelectorAll("[data-md-component=toc] a")];
    if (!links.length) return;
    const sections = links.map(({ hash }) => document.getElementById(decodeURIComponent(hash.slice(1))));
    const scroller = links[0].closest(".md-sidebar__scrollwrap");
    let active;
    const update = () => {
      const current = findCurrent(sections);
      if (current === active) return;
      active = current;
      for (const [index, link] of links.entries()) markLink(link, index, current);
      if (current >= 0 && scroller.hasAttribute("data-follow")) {
        scroller.scrollTop = links[current].offsetTop - scroller.clientHeight / 2;
      }
    };
    addEventListener("scroll", update, { passive: true });
    addEventListener("resize", update, { passive: true });
    update();
  }

  // The index of the section that is being read, or -1.
  function findCurrent(sections) {
    const line = innerHeight / 3;
    const atEnd = scrollY > 0 && scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
    if (atEnd) return sections.length - 1;
    return sections.findLastIndex((section) => section?.getBoundingClientRect().top <= line);
  }

  function markLink(link, index, current) {
    link.classList.toggle("md-nav__link--passed", index < current);
    link.classList.toggle("md-nav__link--active", index === current);
    if (index === current) link.setAttribute("aria-current", "location");
    else link.removeAttribute("aria-current");
  }

  function dismissNotice() {
    const notice = document.querySelector("[data-md-component=announce]");
    const button = notice?.querySelector("button");
    if (!button) return;
    const text = notice.querySelector("p").textContent;
    try {
      notice.hidden = localStorage.getItem("dismissed") === text;
    } catch {
      // storage refused: the notice is shown
    }
    button.hidden = false;
    button.addEventListener("click", () => {
      notice.hidden = true;
      try {
        localStorage.setItem("dismissed", text);
      } catch {
        // storage refused: on this page only
      }
    });
  }

  // Shown while the reader scrolls back, as Material does.
  function showTopButton() {
    const button = document.querySelector("[data-md-component=top]");
    if (!button) return;
    let previous = scrollY;
    const update = () => {
      button.hidden = scrollY >= previous || scrollY < 400;
      previous = scrollY;
    };
    addEventListener("scroll", update, { passive: true });
    button.addEventListener("click", () => {
      scrollTo({ top: 0 });
      button.hidden = true;
    });
  }
})();
