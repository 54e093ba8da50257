"""The rules of the data: each is a generator of problems, listed in `consistency.RULES`."""
