"""What data/ and docs/ hold: read, given its shape, and looked up."""
