"""Workbooks and CSV read into typed rows."""
