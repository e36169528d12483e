"""The room of coverage: whom the projects reach of those who live here."""
