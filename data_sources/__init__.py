"""Everything that reads the world: database, seeds, official figures; knows nothing of the dashboard."""
