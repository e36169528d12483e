"""Budget and accounts of some projects: post by post, project by project, and how many have delivered."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    import pandas as pd

SUMS = ["budget", "accounts", "matched_budget", "matched_accounts"]


def by_post(lines: pd.DataFrame) -> pd.DataFrame:
    """Account lines summed over projects and years; key: post, the largest first.

    `budget` and `accounts` in kroner are sums of all that is stated. The `matched` ones are of the lines
    where both are stated: a budget without accounts is not money left, so only these are set against each
    other. `projects` have the post, `delivered` of them with accounts; `project` is the first of them, whose
    language the post is written in. Posts are the same when they are written the same, but for case.
    """
    name = lines["post"].str.strip()
    return _summed(lines.assign(post=name), name.str.casefold())


def by_project(lines: pd.DataFrame) -> pd.DataFrame:
    """Account lines summed over posts and years; key: project, the largest first. Columns as `by_post`."""
    return _summed(lines, lines["project"])


def delivered(lines: pd.DataFrame, projects: Collection[str]) -> int:
    """Projects with accounts of any post."""
    return int(lines[lines["accounts"].notna() & lines["project"].isin(projects)]["project"].nunique())


def _summed(lines: pd.DataFrame, key: pd.Series) -> pd.DataFrame:
    both = lines["budget"].notna() & lines["accounts"].notna()
    rows = lines.assign(
        matched_budget=lines["budget"].where(both),
        matched_accounts=lines["accounts"].where(both),
        answered=lines["project"].where(lines["accounts"].notna()),
    )
    groups = rows.groupby(key.rename("key"), sort=False)
    found = groups[SUMS].sum(min_count=1).astype("float64")
    found = found.assign(
        post=groups["post"].first(),
        project=groups["project"].first(),
        projects=groups["project"].nunique(),
        delivered=groups["answered"].nunique(),
        most=found[["budget", "accounts"]].max(axis=1),
    )
    return found.sort_values(["most", "post"], ascending=[False, True]).reset_index(drop=True)
