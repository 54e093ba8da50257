"""Pages, their addresses, and addresses that stay."""
