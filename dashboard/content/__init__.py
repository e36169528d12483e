"""What can be said: blocks and pictures, and the writers that turn them into page, paper and file."""
