"""What people send in: files, their review, and undo."""
