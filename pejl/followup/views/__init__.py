"""Pages of following up, one file a kind."""
