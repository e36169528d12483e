"""Official figures: fetched from SSB, KLASS and IMDi, checked, parsed and stored."""

from data_sources.statbank.jsonstat import parse_dataset

__all__ = ["parse_dataset"]
