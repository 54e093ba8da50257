"""Pages, their addresses, and permanent addresses."""
