"""Eligibility: facts and thresholds in, findings out. Plain Python, no clock, no database."""
