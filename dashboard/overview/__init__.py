"""The five statuses, the cards, and what is to be followed up."""
