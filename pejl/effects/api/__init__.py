"""What machines may read and do about effect and learning: the pages' queries and actions.

``schemas`` says what is told and ``submissions`` what is taken, ``reading`` tells, the others change. Rules live
in the actions, never here.
"""
