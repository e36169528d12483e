"""Papers and files on their way out: downloads, orders, the worker."""
