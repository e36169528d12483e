"""How a status is judged: on which day, and by which rules."""
