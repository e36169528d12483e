"""The room of goals: what the projects want, how far they have come, and what official figures say beside."""
