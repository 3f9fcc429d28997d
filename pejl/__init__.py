"""Pejl: a municipality's development strategy, from political ambition to documented effect."""

__version__ = "0.1.0"
