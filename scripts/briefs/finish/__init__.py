"""What stands in the built site beside its pages, and what is done to the whole of it.

Beside the pages: permanent addresses, search, the data for machines, feeds, Markdown, fonts and pictures. To the whole:
names of assets, the look-up of links, what hosts are told, compression. `walk.finish` says in which order.
"""
