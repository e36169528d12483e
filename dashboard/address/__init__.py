"""Selection and query string, ids, links, names of files."""
