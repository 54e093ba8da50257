"""The colours of documents and images: the light ones of theme/assets/styles/tokens.css."""

PAPER, PANEL, LINE = "#FFFFFF", "#F5F4EF", "#D8D7CF"
INK, SOFT, ACCENT = "#1C2126", "#535E68", "#0B5A5C"
