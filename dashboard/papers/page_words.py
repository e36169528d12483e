"""What every page of a paper says, in its language: the example mark, the id, the page number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.content.document import NOT_KEPT
from dashboard.papers.archive import shown_id
from terms.words import speaker

if TYPE_CHECKING:
    from dashboard.content.document import Document

PAGE, PAGES = "{page}", "{pages}"


def page_words(document: Document) -> dict[str, str]:
    """Words of header, footer and tables; `page` has places for the number of the page and of them all."""
    say = speaker(document.language)
    footer = [say("papers.board")]
    if document.identity:
        footer.append(say("papers.snapshot", id=shown_id(document.identity)))
    elif document.snapshot == NOT_KEPT:
        footer.append(say("delivery.not_kept"))
    if document.data_date:
        footer.append(say("papers.data_date", date=document.data_date))
    return {
        "example": say("shell.example"),
        "footer": " · ".join(footer),
        "page": say("papers.page", page=PAGE, pages=PAGES),
        "line_subject": say("papers.line_subject"),
        "line_meaning": say("label.what_it_means"),
        "ticked": say("word.ticked"),
    }
