"""One file per address: which panels, in which order."""
