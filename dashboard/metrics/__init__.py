"""Frame to frame, pure: what the figures and panels show, computed."""
