"""Marks findings in an officer's workbook, and leaves every other byte of it as it was.

A library that loads a workbook and saves it again loses what it does not know: the results of
formulas, shapes, newer kinds of validation. So the parts inside the zip are edited in place: a
cell gets another style, a note is added, and all else is copied.
"""
