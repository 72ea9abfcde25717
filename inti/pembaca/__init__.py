"""What the child process runs that reads an upload: no Django, no database, no other part of us.

The parent side is ``inti.excel.baca``. Imports are few on purpose: the child starts once per file.
"""
