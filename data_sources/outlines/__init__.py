"""Municipality outlines: fetched, checked, simplified."""
