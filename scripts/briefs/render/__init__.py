"""Render the HTML of the pages with Jinja templates."""
