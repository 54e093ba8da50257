// The link to the other language: it opens at the place that is being read, and the choice is remembered.
(() => {
  // Permanent addresses open in the language that a reader chose (language.js).
  for (const link of document.querySelectorAll("a.toggle, .language-choice a[hreflang]")) {
    link.addEventListener("click", () => {
      try {
        localStorage.setItem("language", link.hreflang);
      } catch {
        // storage refused: the browser's languages decide
      }
    });
  }

  const toggle = document.querySelector("a.toggle");
  if (!toggle) return;
  const isAnchor = ({ id, tagName }) => !id.includes("--") && tagName !== "INPUT";
  const anchors = [...document.querySelectorAll("main [id]")].filter(isAnchor);

  let waiting = false;
  const update = () => {
    waiting = false;
    toggle.hash = findPlace();
  };
  const updateSoon = () => {
    if (waiting) return;
    waiting = true;
    setTimeout(update, 50);
  };
  addEventListener("hashchange", update, { passive: true });
  for (const event of ["scroll", "resize", "pageshow"]) addEventListener(event, updateSoon, { passive: true });
  for (const event of ["pointerdown", "keydown", "focus", "click"]) toggle.addEventListener(event, update);
  update();

  // The address's own anchor while that is in sight, else the one nearest to the top edge.
  function findPlace() {
    const edge = document.querySelector(".md-header").offsetHeight;
    let target = null;
    try {
      target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {
      // no anchor of this site
    }
    const box = target?.getBoundingClientRect();
    if (box ? box.bottom >= edge - 1 && box.top < innerHeight : location.hash && scrollY < edge) return location.hash;
    if (scrollY < edge) return "";
    const distances = anchors
      .filter((anchor) => anchor.checkVisibility())
      .map((anchor) => [Math.abs(anchor.getBoundingClientRect().top - edge), anchor.id]);
    if (!distances.length) return "";
    return `#${distances.reduce((nearest, other) => (other[0] < nearest[0] ? other : nearest))[1]}`;
  }
})();
