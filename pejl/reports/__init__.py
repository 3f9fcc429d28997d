"""What is handed out on paper or opened in an office program (*rapporter*).

The Udviklingskatalog (page 5 of the strategy) as a PDF that a centre chief can lay on a table, and as a
spreadsheet. Content comes from the rooms below as plain texts, so that an edition of an earlier year is set from
what was kept of it and not from what stands in Pejl today. Type is set by typst, in IBM Plex Sans and for other
scripts in fonts that fill its gaps, as PDF/A and PDF/UA: it can be journalled, and a screen reader can read it.
"""
