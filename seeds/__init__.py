"""Reference lists, the facts of the source documents and example data, as readable files."""
