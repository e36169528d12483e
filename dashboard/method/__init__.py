"""How every figure is worked out: method page, data dictionary, open data."""
