"""A synthetic city: generated workbooks, the truth about them, and a state to try the portal in."""
