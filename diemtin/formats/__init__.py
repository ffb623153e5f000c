"""How dates and numbers are written and typed."""
