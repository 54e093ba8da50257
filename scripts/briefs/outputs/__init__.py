"""The files beside the pages (addresses, search, API, feeds, Markdown, fonts, images), and what is done to all of them.

`build.write_outputs` says in which order.
"""
