"""Search: finding what you may see, in the words you happen to remember.

Everything in Pejl that can be read (a strategy, a *målsætning*, a *fokusområde*, a centre, a
person) is also noted here as one entry with its title, its text, who may see it and where it
stands. When something is changed, the note is changed in the same breath, so search never lags
behind the pages.

Search knows Danish. "målsætningerne" finds *målsætning*, "ældre" finds *Ældreplejen*, and a slip of
the finger ("invovlering") still finds *Involvering*. What has your words in its title comes first.
Nobody finds an entry that they could not open: visitors search what is public, employees also what
is meant for staff, leaders also what is being prepared.

The room also holds Danish itself as far as a database needs it: the order of the alphabet (Æ, Ø, Å
last, "aa" as Å) and that "ÆLDRE" and "ældre" are one word. Thereby lists and filters look alike on
SQLite and PostgreSQL. It rests on nothing else in Pejl; the other rooms tell it what to remember.
"""
