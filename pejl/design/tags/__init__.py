"""The component tags, one file a kind; ``templatetags/design.py`` gathers them into one library."""
