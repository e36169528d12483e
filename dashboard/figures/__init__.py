"""Frame to figure, pure: plain dicts for Plotly."""
