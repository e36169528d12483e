"""Steps for the database the board reads."""
