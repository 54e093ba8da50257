"""What needs the whole built site; each room here takes the built site's folder."""
