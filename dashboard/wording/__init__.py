"""What panels and papers both say: states, sources, places, the five lines; words only, never Dash."""
