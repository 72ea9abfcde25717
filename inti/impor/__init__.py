"""The import engine: recognise a workbook by its headings, stage it, show the difference, apply.

It knows no kind of workbook itself. Each app registers its importers from its ``imports``
module (see ``inti.impor.pengimpor``), so one upload page takes any of them.
"""
