"""What stands around every page: today the host names the board answers to."""
