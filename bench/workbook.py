"""Reading a workbook and a CSV file of 100 000 participation rows: `python bench/workbook.py [ROWS]`."""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from io import BytesIO
from itertools import islice, product
from pathlib import Path
from typing import TYPE_CHECKING

import xlsxwriter

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from data_sources.catalogue import loaders
from data_sources.database import engine, upgrade
from data_sources.intake.municipalities import template_name
from data_sources.intake.template.template import template
from data_sources.intake.workbooks.files import read_csv, read_workbook, write_csv
from data_sources.intake.workbooks.sheets import BY_TABLE, PARTICIPATION
from data_sources.intake.workbooks.stored import Stored, stored_in
from data_sources.intake.workbooks.whole_file import FileContext
from seeds.load import fill
from terms.municipality_lists import in_use

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PROJECT = "haram-integrering"
YEAR = "2014"
ROWS = 100_000


def stored() -> Stored:
    """Fill databases from the seeds, and read what is stored."""
    with tempfile.TemporaryDirectory() as folder:
        board, intake = (f"sqlite:///{folder}/{name}.db" for name in ("board", "intake"))
        upgrade(board, "board")
        upgrade(intake, "intake")
        made, raw = engine(board), engine(intake)
        fill(made, raw)
        held = stored_in(loaders(made))
        made.dispose()
        raw.dispose()
        return held


def cells(held: Stored) -> Iterator[tuple[str | int, ...]]:
    """Make rows of participation, no two for the same cell."""
    measures = [str(row["measure"]) for row in held.rows_of("measure", PROJECT)]
    places = [template_name(number, "nn") for number in sorted(in_use(int(YEAR)))]
    lists = (held.lists[name].written("nn") for name in ("participant_group", "gender", "age_group"))
    for number, (place, measure, group, gender, age) in enumerate(product(places, measures, *lists)):
        count = number % 50
        yield measure, place, YEAR, group, gender, age, count, count + number % 31, count // 2


def workbook(rows: list[tuple[str | int, ...]]) -> bytes:
    """Write the rows as one sheet."""
    written = BytesIO()
    with xlsxwriter.Workbook(written, {"constant_memory": True}) as book:
        page = book.add_worksheet(BY_TABLE[PARTICIPATION].names["nn"])
        for at, row in enumerate([tuple(BY_TABLE[PARTICIPATION].listed("nn")), *rows]):
            page.write_row(at, 0, row)
    return written.getvalue()


def timed(name: str, work: Callable[[], object]) -> None:
    """Print how long a piece of work takes, on the clock and on the processor."""
    clock, processor = time.perf_counter(), time.process_time()
    work()
    print(
        f"{name:32} {time.perf_counter() - clock:6.1f} s  {time.process_time() - processor:6.1f} s processor"
    )


def main() -> None:
    """Measure."""
    held = stored()
    rows = list(islice(cells(held), int(sys.argv[1]) if len(sys.argv) > 1 else ROWS))
    book, text = workbook(rows), write_csv(BY_TABLE[PARTICIPATION], rows, "nn")
    print(f"{len(rows)} rows: {len(book) / 1e6:.1f} MB workbook, {len(text) / 1e6:.1f} MB CSV")
    timed("workbook read and checked", lambda: read_workbook(book, FileContext("a.xlsx", held)))
    timed("CSV read and checked", lambda: read_csv(text, FileContext("a.csv", held)))
    timed("template written, filled", lambda: template(held, project=PROJECT, language="nn"))
    print(f"memory at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:.0f} MB")


if __name__ == "__main__":
    main()
