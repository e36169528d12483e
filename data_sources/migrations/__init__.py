"""Steps that bring the tables of both databases up to date; `board` and `intake` each have their own."""
