"""What several tests need: commands, servers, browsers, page kinds."""
