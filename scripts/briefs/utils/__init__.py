"""Files, locks, processes, the cache and the console; nothing specific to this site."""
