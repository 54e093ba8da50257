// The reader's own choices, set before the page is drawn, so that it never flashes in another colour or size.
for (const name of ["colours", "size"]) {
  try { document.documentElement.dataset[name] = localStorage.getItem(name) ?? ""; } catch { /* storage refused: the device's own settings hold */ }
}
