"""Following up for programs: the same queries and actions as the pages."""
