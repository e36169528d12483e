"""Papers: frames → documents and pictures for those who decide on paper; never Dash, never a database."""
