"""Days and periods: how far two days are apart, the first and the last day of a period, what is due by a day."""

from calendar import monthrange
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


def last_day(period: str) -> str:
    """The last day of an ISO day or period.

    >>> [last_day(period) for period in ("2025-06-19", "2025-06", "2025-Q1", "2025")]
    ['2025-06-19', '2025-06-30', '2025-03-31', '2025-12-31']
    """
    year, _, rest = period.partition("-")
    if len(rest) > 2 or not year.isdecimal():
        return period
    month = int(rest[1:]) * 3 if rest.startswith("Q") else int(rest or 12)
    return f"{year}-{month:02}-{monthrange(int(year), month)[1]}"


def first_day(period: str) -> str:
    """The first day of an ISO day or period.

    >>> [first_day(period) for period in ("2025-06-19", "2025-06", "2025-Q2", "2025")]
    ['2025-06-19', '2025-06-01', '2025-04-01', '2025-01-01']
    """
    year, _, rest = period.partition("-")
    if len(rest) > 2 or not year.isdecimal():
        return period
    month = int(rest[1:]) * 3 - 2 if rest.startswith("Q") else int(rest or 1)
    return f"{year}-{month:02}-01"
