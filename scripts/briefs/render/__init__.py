"""The pages' own HTML, by Jinja templates."""
