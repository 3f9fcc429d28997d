"""What machines may read and do with municipalities, units, people and roles.

``door`` finds out who asks, ``wire`` holds the shapes that every room's answers share, ``schemas`` what is
told of each thing, ``reading`` and ``writing`` the operations. Same queries and actions as the pages.
"""
