"""Who did what, when, and how things stood on a given day (*historik*).

Every change in Pejl leaves one line here: who, when, which words were changed into which, and how the
whole thing read afterwards. Lines are never changed or removed. From them Pejl shows the change trail of an
adopted strategy, and the strategy "as it was on" any date. The room knows nothing of what it records: the
subject stands as a label and a key.
"""
