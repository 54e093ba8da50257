"""Write the files beside the pages (redirects, search, API, feeds, Markdown, fonts, images), and process the whole
site.

`build.write_outputs` defines the order.
"""
