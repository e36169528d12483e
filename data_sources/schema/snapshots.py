"""Papers as they were made, by the id that stands in them."""

from __future__ import annotations

from sqlalchemy import Column, Integer, String, Table, Text

from data_sources.schema.columns import board, text

snapshot = Table(
    "snapshot",  # the only table the web process may add to; it never changes or removes a row
    board,
    Column("id", String, primary_key=True),
    text("kind"),  # «council» …
    text("query"),  # the address's query of the selection
    text("language"),  # nb | nn | en
    Column("data_version", Integer, nullable=False),
    text("made_at"),  # UTC, ISO 8601
    text("content"),  # JSON of the paper: figures and words, protected as on screen
    # web | command: what a command made is never removed, nor what was made before this was noted
    Column("made_by", Text, nullable=False, server_default="command"),
    Column("bytes", Integer, nullable=False, server_default="0", index=True),  # of the content, in UTF-8
)
