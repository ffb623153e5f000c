"""Điểm tin: the newsroom of a weekly digest and its public archive."""

__version__ = "0.1.0"
