"""Proof that the rules are right: a second implementation, random people, and their comparison."""
