"""What machines may read and do with ideas, prejekter, projects and the catalogue: the pages' queries and actions.

``idea_schemas``, ``schemas`` and ``part_schemas`` say what is told and what is taken, ``reading`` tells,
``ideas``, ``initiatives``, ``parts`` and ``decisions`` change. Rules live in the actions, never here.
"""
