"""Projects beside each other on common fields."""
