"""The sheet of one project."""
