"""The search index: documents, tokens, weights, files."""
