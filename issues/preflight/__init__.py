"""Preflight: the checks that an issue passes before it goes out. `run.run(edition, context)` gives the findings."""
