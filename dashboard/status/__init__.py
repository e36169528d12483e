"""The ladder of status words, and the day a project is judged on."""
