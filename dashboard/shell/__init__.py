"""The doors of the web process: who is served how, what may be sent, and what is said when it may not."""
