"""R13: backups taken, spoiled and brought back; see ``__main__``."""
