"""Everything the browser sees; never touches a database or the network."""
