"""Duties of reporting, reminders, and what has changed since a day."""
