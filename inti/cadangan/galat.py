"""Why a backup is not taken or not believed, in the operator's words."""


class CadanganDitolakError(Exception):
    """Nothing was written; the text says what is wrong and what to do."""
