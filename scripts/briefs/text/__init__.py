"""Dates, citations, glossary links and typography of texts."""
