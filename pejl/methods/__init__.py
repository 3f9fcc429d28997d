"""Calculations as pure functions: texts and figures in, an answer out (*metoder*).

Which texts resemble each other, what moved more than noise, how sure a figure is and what an
initiative changed are reckoned here, apart from pages, people and the database, so that each method
can be read, checked against its source and tried with made-up figures. Every function says in words
what it answers, what it rests on and where it comes from.
"""
