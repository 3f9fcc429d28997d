"""Reports of a round (*opfølgningsrapporter*): the whole, a focus area, a unit, the public version, one page.

``content`` puts together what a report says, from the record of a signed round or from how an unsigned one
stands now. Each format sets the same content: ``paper`` as PDF, ``workbook`` for Excel, ``document`` for Word,
``slides`` for PowerPoint. ``kinds`` says which reports there are, in which formats. Nothing is retyped anywhere.
"""
