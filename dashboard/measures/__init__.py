"""Measures and milestones against plan, and modules."""
