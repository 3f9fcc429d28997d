"""Forms of following up. Their fields are the arguments of the actions."""
