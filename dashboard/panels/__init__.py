"""One panel per file: layout and register."""
