"""What machines may read and do with ideas, prejekter, projects and the catalogue: the pages' queries and actions.

The ``…schemas`` say what is told and what is taken, ``reading`` tells, ``ideas``, ``initiatives``, ``parts`` and
``decisions`` change. ``files``, ``following``, ``mine``, ``people`` and ``catalogue`` do both, each for its own
pages. Rules live in the actions, never here.
"""
