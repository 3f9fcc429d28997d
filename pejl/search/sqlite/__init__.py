"""SQLite as Pejl uses it: Django's own backend that also knows Danish order and Danish letters."""
