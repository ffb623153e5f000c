"""The press: a process of its own that turns pages into PDF, and what its owner needs to talk to it.

`child` is that process. It knows neither Django nor the database nor the storage: it gets a page with its pictures and gives
back a PDF. `process` is the owner's side.
"""
