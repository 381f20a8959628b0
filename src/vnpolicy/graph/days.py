"""Days between two dates that may be known to the month or year only."""

from datetime import date


def lag_days(after: str | None, before: str | None) -> int | None:
    """Days from one day to the other; None where one is not known to the day.

    >>> lag_days("2010-09-17", "2010-06-08")
    101
    """
    try:
        return (date.fromisoformat(after or "") - date.fromisoformat(before or "")).days
    except ValueError:
        return None
