"""Retrievals of official figures: where each indicator's figures come from, and how every attempt went."""

from __future__ import annotations

from sqlalchemy import Column, DateTime, Integer, String, Table, Text

from data_sources.schema.columns import board, reference, text

retrieval = Table(
    "retrieval",  # an indicator without a row has never been fetched
    board,
    reference("indicator.indicator", key=True),
    text("table"),  # «SSB 07459», or the name of IMDi's file
    Column("title", Text),  # the table's own; missing for figures that came with the seeds
    Column("updated", DateTime),  # UTC; when the table says it was updated
    Column("retrieved", DateTime, nullable=False),  # UTC; when it was asked for
    Column("provisional", Integer, nullable=False),  # 1 = updated after it was asked for: never final
    Column("note", Text),  # notes that the source wants shown with the figures
    Column("symbols", Text),  # JSON: symbol → what it means in this table
    Column("request", Text),  # JSON: address and selections, or the name and hash of a file
    Column("content", String),  # hash of codes, values and symbols; missing for figures of the seeds
)

refresh_attempt = Table(
    "refresh_attempt",
    board,
    Column("attempt", Integer, primary_key=True, autoincrement=False),
    Column("started", DateTime, nullable=False),  # UTC
    Column("ok", Integer, nullable=False),  # 1 = all that was asked for is as the sources have it now
    Column("reason", Text),  # one line in bokmål; missing when all went well
)
