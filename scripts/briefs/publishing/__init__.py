"""MkDocs: the navigation, the page around the content, the preview."""
