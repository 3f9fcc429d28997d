"""The room for programs: the same queries and actions as its pages. Its modules share one router."""
