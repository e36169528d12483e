"""Tables as CSV: semicolon, decimal comma and codes, as a Norwegian spreadsheet opens them by itself.

With a comma between fields, Excel in Norwegian puts everything in one column; with a decimal point it makes
dates of numbers (1.5 is the first of May). Every text is in quotation marks.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pandas as pd

from dashboard.content.characters import shielded
from dashboard.content.data_tables import explained

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from dashboard.content.data_tables import About, DataTable
    from dashboard.content.tables import Kind
    from terms.words import Speaker

ENCODING = "utf-8-sig"
"""With a byte-order mark, without which Excel does not read æøå."""
READ_ME = "les-meg.txt"


def csv_table(table: DataTable) -> bytes:
    """One table: names of columns in code, codes as codes, dates as 2014-12-31; missing values are empty."""
    columns = [_written(table.rows[column.field], column.kind) for column in table.columns]
    lines = [
        ";".join(_quoted(column.field) for column in table.columns),
        *map(";".join, zip(*columns, strict=True)),
        "",
    ]
    return "\r\n".join(lines).encode(ENCODING)


def csv_zip(told: About, tables: Sequence[DataTable], say: Speaker, day: dt.date) -> bytes:
    """Some tables as of a day in one zip, with a text that explains them."""
    out = BytesIO()
    with ZipFile(out, "w") as folder:

        def add(name: str, content: bytes) -> None:
            entry = ZipInfo(name, (max(day.year, 1980), day.month, day.day, 0, 0, 0))
            entry.compress_type = ZIP_DEFLATED
            folder.writestr(entry, content)

        add(READ_ME, _read_me(told, tables, say).encode(ENCODING))
        for table in tables:
            add(f"{table.key}.csv", csv_table(table))
    return out.getvalue()


def _written(values: pd.Series, kind: Kind) -> list[str]:
    """Column as it is written; a number has the fewest digits that give it back exactly."""
    missing = values.isna()
    if kind in {"text", "code", "word"}:
        written = shielded(values.astype("str")).map(_quoted, na_action="ignore")
    elif kind == "date":
        written = pd.to_datetime(values).dt.strftime("%Y-%m-%d")
    elif kind == "flag":
        written = values.eq(other=True).map({True: "true", False: "false"})
    else:
        written = pd.to_numeric(values).astype("float64").map(_number, na_action="ignore")
    return list(written.where(~missing, ""))


def _quoted(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def _number(value: float) -> str:
    return (str(int(value)) if value.is_integer() else repr(value)).replace(".", ",")


def _read_me(told: About, tables: Sequence[DataTable], say: Speaker) -> str:
    """What the workbook's first and last sheet say, as text, and how the files are written."""
    lines = [told.title, *(["", told.example] if told.example else [])]
    for label, paragraphs in (*told.subjects, (say("exports.about_format"), (say("exports.csv_format"),))):
        lines += ["", label, *(f"  {words}" for words in paragraphs)]
    shown = ""
    for one in explained(tables):
        if one.table != shown:
            shown = one.table
            table = next(table for table in tables if table.name == shown)
            lines += ["", f"{table.key}.csv: {shown}", f"  {table.row}"]
        unit = f" [{one.unit}]" if one.unit else ""
        codes = "; ".join(f"{code} = {word}" for code, word in one.codes)
        lines.append(f"  - {one.field}: {one.name}{unit}{f'. {codes}' if codes else ''}")
    return "\r\n".join(lines) + "\r\n"
