"""MkDocs: its settings, the navigation, the page around the content, the preview."""
