"""Sums of protected counts, made in the database once per data version by whoever publishes."""
