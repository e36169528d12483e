"""What both sides of the program must agree on; imports nothing of ours."""
