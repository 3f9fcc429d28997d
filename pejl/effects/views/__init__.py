"""Pages about effect and learning. One file a noun."""
