"""Loaded by every process that finds this folder on its path: the clock stands so far ahead.

Only tests put it there; the portal has no clock of its own that could be moved.
"""

import os
import time

import time_machine

if maju := float(os.environ.get("UJI_JAM_MAJU", "0")):
    time_machine.travel(time.time() + maju, tick=True).start()
