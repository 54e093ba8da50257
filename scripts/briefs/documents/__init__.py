"""Generate each policy and source as PDF, Word and Hangul file, in one language or with both side by side.

`composer` converts the data to `blocks`; `pdf`, `docx` and `hwpx` each write them; `generator` knows which files exist,
caches them between builds and copies them into the site.
"""
