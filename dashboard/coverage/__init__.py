"""Participation and target-group coverage: whom the projects reach, of whom."""
