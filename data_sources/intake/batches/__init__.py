"""One file, one batch: compared, stored whole or not at all, undone."""
