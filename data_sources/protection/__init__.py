"""The privacy gate: raw counts in, the protected cube out."""

from data_sources.protection.gate import protect

__all__ = ["protect"]
