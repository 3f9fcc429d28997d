"""Forms about indicators. Their fields are the arguments of the actions."""
