"""Pages of ideas, prejekter, projects and the catalogue: GET asks queries, POST does one action."""
