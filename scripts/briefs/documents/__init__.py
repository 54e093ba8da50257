"""Each policy and source as files for a desk: PDF, Word and Hangul, in one language or with both side by side.

`compose` turns the data into a `model`, a plain sequence of blocks; `pdf`, `docx` and `hwpx` each write that down;
`shelf` knows which files there are, keeps them between builds and lays them into the site.
"""
