"""What can be said: blocks in the reader's language, and the writers of pages, papers and files."""
