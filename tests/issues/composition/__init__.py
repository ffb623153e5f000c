"""Tests of the composition: an edition on pages before it is rendered."""
