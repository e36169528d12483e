"""Frames lent by name, read once per data version."""
