"""What machines may read and do with strategies: the queries and actions of the pages, as JSON.

``schemas`` says what is told of each thing and what is taken, ``reading`` tells, ``strategies``, ``parts`` and
``centres`` change. Rules live in the actions, never here.
"""
