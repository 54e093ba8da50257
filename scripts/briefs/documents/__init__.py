"""Each policy and source as PDF, Word and Hangul file, in one language or with both side by side.

`composer` turns the data into `blocks`; `pdf`, `docx` and `hwpx` each write them; `generator` knows which files there
are, caches them between builds and copies them into the site.
"""
