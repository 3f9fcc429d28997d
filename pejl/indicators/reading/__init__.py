"""How figures are read that somebody hands in: numbers and periods as people write them, tables, StatBank.

What comes from a spreadsheet, a CSV file, a paste, JSON-stat or Statistics Denmark becomes one and the same
table; told which column is what, the table becomes values and faults, each with its line. Nothing here knows the
database or who asks. What cannot be read is refused by name, and a number that could mean two things is never
guessed.
"""
