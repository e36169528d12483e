"""Steps for the database of raw counts, which only the intake and the privacy gate read."""
