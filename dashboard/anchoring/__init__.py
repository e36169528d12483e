"""Leaders, plans and decisions, steering group and team, what goes on afterwards."""
