"""What can be done when following up. One file a noun."""
