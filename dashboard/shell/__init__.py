"""The web process and its doors: whom it answers, what may be sent, and what is said when it may not."""
