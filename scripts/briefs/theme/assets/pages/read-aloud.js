// Reads the page aloud with the browser's own voices: each part in the voice of its language.
(() => {
  const button = document.querySelector("details.view .read-aloud");
  const speech = window.speechSynthesis;
  if (!button || !speech) return;
  const label = button.textContent;

  const showButton = () => {
    button.hidden = !findVoice(document.documentElement.lang);
  };
  speech.addEventListener?.("voiceschanged", showButton);
  showButton();
  addEventListener("pagehide", stop);
  button.addEventListener("click", () => (speech.speaking ? stop() : readPage()));

  function findVoice(language) {
    return speech.getVoices().find(({ lang }) => lang.split(/[-_]/)[0] === language);
  }

  function readPage() {
    const parts = [...document.querySelectorAll("main :is(h1, h2, h3, p, li, dt, dd, q)")].filter(isReadable);
    for (const part of parts) {
      const utterance = new SpeechSynthesisUtterance(part.textContent.trim());
      utterance.lang = part.closest("[lang]").lang;
      utterance.voice = findVoice(utterance.lang) ?? null;
      if (part === parts.at(-1)) utterance.onend = stop;
      speech.speak(utterance);
    }
    button.textContent = button.dataset.stop;
  }

  function isReadable(part) {
    return part.checkVisibility() && !part.querySelector("p, li, q, h3") && !part.closest("nav, form");
  }

  function stop() {
    speech.cancel();
    button.textContent = label;
  }
})();
