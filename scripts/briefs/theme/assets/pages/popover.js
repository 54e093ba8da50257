// Shows a popover below the element that opened it, or above where there is no space below.
// biome-ignore lint/correctness/noUnusedVariables: terms.js and copy-links.js call it
function showPopoverAt(popover, opener) {
  const { top, bottom, left } = opener.getBoundingClientRect();
  popover.showPopover();
  const fitsBelow = bottom + 6 + popover.offsetHeight <= innerHeight || top < popover.offsetHeight;
  popover.style.top = `${scrollY + (fitsBelow ? bottom + 6 : top - 6 - popover.offsetHeight)}px`;
  const rightmost = document.documentElement.clientWidth - popover.offsetWidth - 8;
  popover.style.left = `${Math.max(8, Math.min(left, rightmost))}px`;
}
