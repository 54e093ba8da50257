"""Build the search index: documents, tokens, weights, files."""
