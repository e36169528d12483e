"""Budget, accounts and grants."""
