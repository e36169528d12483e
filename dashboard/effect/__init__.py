"""Geographic effect a-f and policy goals a-i."""
