// Home: pointing at a sentence of the statement, or focusing it, marks the policies that rest on it.
(() => {
  const map = document.querySelector(".statement-map");
  if (!map) return;
  const policies = [...map.querySelectorAll("[data-cites]")];
  for (const type of ["pointerover", "focusin"]) map.addEventListener(type, ({ target }) => light(target));
  for (const type of ["pointerleave", "focusout"]) map.addEventListener(type, () => light(null));

  function light(target) {
    const sentence = target?.closest("[data-sentence]")?.dataset.sentence;
    for (const policy of policies) {
      policy.classList.toggle("lit", policy.dataset.cites.split(" ").includes(sentence));
    }
  }
})();
