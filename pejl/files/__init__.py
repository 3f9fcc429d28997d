"""Files that people hand in (*filer*): checked before they are kept, and sent so that they can do no harm.

A file is known by what is in it and not by what it is called. Pictures are painted anew, turned the right way
and without what the camera wrote beside them, such as where it stood. PDF, Word, Excel, PowerPoint, OpenDocument
and plain text are kept as they came and only ever leave as downloads. Everything else is refused, in a sentence
that says what can be done.
"""
