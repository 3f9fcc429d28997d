"""What pages ask about following up. One file a noun."""
