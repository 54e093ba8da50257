// Explains a glossary term in a popover; without it the link leads to the glossary.
(() => {
  const definitions = document.querySelector(".terms");
  if (!definitions || !HTMLElement.prototype.showPopover) return;
  const popover = document.createElement("div");
  popover.className = "term-popover";
  popover.popover = "auto";
  document.body.append(popover);
  let opener;
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.term");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    opener = link;
    popover.replaceChildren(...copyDefinition(link.dataset.term), createCloseButton());
    link.after(popover);
    showPopoverAt(popover, link);
    popover.querySelector("a").focus();
  });
  popover.addEventListener("toggle", ({ newState }) => {
    if (newState !== "closed") return;
    if (opener && popover.contains(document.activeElement)) opener.focus();
    popover.remove(); // its text is not part of the page's own
  });

  function copyDefinition(term) {
    const definition = definitions.querySelector(`[data-term="${term}"]`);
    return [...definition.children].map((child) => child.cloneNode(true));
  }

  function createCloseButton() {
    const button = document.createElement("button");
    button.textContent = definitions.dataset.close;
    button.addEventListener("click", () => {
      popover.hidePopover();
      opener.focus();
    });
    return button;
  }
})();
