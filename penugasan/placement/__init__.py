"""Who goes to which post: a pure, exact and explainable optimisation (no Django, no clock)."""
