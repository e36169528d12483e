"""The annual report form read from Word, PDF, HTML or text."""

from data_sources.intake.forms.annual_report import read_report

__all__ = ["read_report"]
