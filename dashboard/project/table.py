"""Tables of what a project has told, row by row as it is stored: money, seats, meetings, reports, texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.overview.table_rows import of_projects

if TYPE_CHECKING:
    import pandas as pd

    from dashboard.overview.ground import Ground


def money(ground: Ground) -> pd.DataFrame:
    """Budget and accounts by post and year, up to the day's year; kroner."""
    rows = of_projects(ground, "account_line", "project year post budget accounts evidence source")
    rows = rows[rows["year"] <= ground.figures.day.year].reset_index(drop=True)
    left = rows["accounts"] - rows["budget"]
    rows.insert(6, "deviation", left)
    rows.insert(7, "deviation_share", left / rows["budget"].where(rows["budget"] != 0))
    return rows


def seats(ground: Ground) -> pd.DataFrame:
    """Seats of the steering groups."""
    rows = of_projects(
        ground, "steering_seat", "project position organisation sector seat filled evidence source"
    )
    return rows.assign(filled=rows["filled"] == 1)


def meetings(ground: Ground) -> pd.DataFrame:
    """Team meetings, and which sectors were present."""
    return of_projects(ground, "team_meeting", "project date sectors evidence source")


def partners(ground: Ground) -> pd.DataFrame:
    """Partners by sector."""
    return of_projects(
        ground, "partner", "project organisation sector evidence source", {"name": "organisation"}
    )


def anchoring(ground: Ground) -> pd.DataFrame:
    """Statements of anchoring, with the plan they name."""
    columns = "project position anchoring_code text plan evidence source"
    return of_projects(ground, "anchoring", columns, {"code": "anchoring_code"})


def reports(ground: Ground) -> pd.DataFrame:
    """Reports with deadline, delivery and approval."""
    columns = "project report_kind year deadline delivered approved sent_to evidence source"
    return of_projects(ground, "report", columns, {"kind": "report_kind"})


def results_chain(ground: Ground) -> pd.DataFrame:
    """The results chain from input factors to effects in society."""
    columns = "project chain_level position text evidence source"
    return of_projects(ground, "results_chain_item", columns, {"level": "chain_level"})


def lessons(ground: Ground) -> pd.DataFrame:
    """What the project tells in text: background, method, lessons, what others may take over."""
    columns = "project text_kind position text evidence source"
    return of_projects(ground, "project_text", columns, {"kind": "text_kind"})


def communication(ground: Ground) -> pd.DataFrame:
    """Talks, articles and events; the date is as precise as the source has it."""
    columns = "project position title arranger when event_status text evidence source"
    return of_projects(ground, "communication_event", columns, {"date": "when", "status": "event_status"})


def policy_goals(ground: Ground) -> pd.DataFrame:
    """Policy goals a-i of the form that the project contributes to."""
    rows = of_projects(ground, "policy_goal", "project letter evidence source")
    rows.insert(3, "policy_goal", rows["letter"])
    return rows


def success_factors(ground: Ground) -> pd.DataFrame:
    """Answers to the checklist of success factors."""
    rows = of_projects(ground, "success_factor_assessment", "project item factor_status note evidence source",
                       {"status": "factor_status"})  # fmt: skip
    items = ground.store["success_factor"].set_index("item")
    rows.insert(3, "factor_name", rows["item"].map(items["factor_name"]))
    rows.insert(4, "text", rows["item"].map(items["text"]))
    return rows


def modules(ground: Ground) -> pd.DataFrame:
    """Checklists of the modules, point by point."""
    columns = "project municipality module position item_status evidence source"
    rows = of_projects(ground, "module_item_status", columns, {"status": "item_status"})
    titles = ground.store["module"].set_index("module")["title"]
    points = ground.store["module_item"].set_index(["module", "position"])["text"]
    rows.insert(4, "module_title", rows["module"].map(titles))
    at = list(zip(rows["module"], rows["position"], strict=True))
    rows.insert(6, "text", points.reindex(at).to_numpy())
    return rows
