"""How texts are written: dates, citations, glossary links, typography."""
