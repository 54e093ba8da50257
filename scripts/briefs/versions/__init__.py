"""Pages as they stood: the stored form of an item, reading it, storing it, comparing two versions."""
