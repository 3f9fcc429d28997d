"""Forms about chains, evaluations and learning. Their fields are the arguments of the actions."""
