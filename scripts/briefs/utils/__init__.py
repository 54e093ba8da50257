"""Files, locks, processes, the cache, the console: nothing of the site's own."""
