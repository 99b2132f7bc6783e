"""Moving the visible part of time: zoom at a point, pan, glide from one view to another. No Qt."""

from __future__ import annotations

from typing import Final

from explorer.domain.when import FIRST_DAY, LAST_DAY
from explorer.ui.models.time_scale import View

LEAST_DAYS: Final = 4.0
"""The shortest view: a day is wide enough for its label, and dates are no finer."""
STEP: Final = 1.6
"""By how much a step of the keyboard zooms."""
SLACK: Final = 0.5
"""How far beyond what there is one may look, as a share of it."""

CALENDAR: Final = View(float(FIRST_DAY), float(LAST_DAY + 1))


def bounds(first: int, last: int) -> View:
    """How far one may pan and zoom out where the first and the last day of all are these."""
    days = max(float(last + 1 - first), 12 * LEAST_DAYS)
    return View(
        max(CALENDAR.start, first - SLACK * days), min(CALENDAR.end, last + 1 + SLACK * days)
    )


def clamped(view: View, limits: View) -> View:
    """The nearest view within the limits: shortened where it is longer, shifted where beyond."""
    days = min(max(view.days, LEAST_DAYS), limits.days)
    middle = (view.start + view.end) / 2
    start = view.start if days == view.days else middle - days / 2
    start = max(limits.start, min(limits.end - days, start))
    return View(start, start + days)


def zoomed(view: View, factor: float, at: float, limits: View) -> View:
    """``factor`` times as close, with the moment ``at`` staying where it is.

    It moves only where the limits leave no other way.
    """
    days = min(max(view.days / factor, LEAST_DAYS), limits.days)
    share = (at - view.start) / view.days
    start = at - share * days
    return clamped(View(start, start + days), limits)


def panned(view: View, days: float, limits: View) -> View:
    """Later by so many days; earlier where they are negative."""
    return clamped(View(view.start + days, view.end + days), limits)


def revealing(view: View, first: int, last: int, limits: View) -> View:
    """The nearest view of the same length that shows some days, or as much as fits of them."""
    edge = 0.08 * view.days
    if last + 1 - first > view.days - 2 * edge:
        # Too long to be seen whole: enough that its beginning, or some of it, is in sight.
        if view.start <= first < view.end - edge or (first < view.start and last >= view.end):
            return view
        start = first - edge
    elif first < view.start:
        start = first - edge
    elif last + 1 > view.end:
        start = last + 1 + edge - view.days
    else:
        return view
    return clamped(View(start, start + view.days), limits)


def between(one: View, other: View, share: float) -> View:
    """A view on the way from one to the other, ``share`` from 0 to 1.

    Zooming goes by equal factors, and a moment that has the same place in both keeps it all along.
    """
    if share <= 0.0 or share >= 1.0:
        return one if share <= 0.0 else other
    days = one.days ** (1.0 - share) * other.days**share
    grown = other.days - one.days
    # Nearly equal lengths: the quotient below would be a quotient of rounding errors.
    way = share if abs(grown) < 1e-9 * one.days else (days - one.days) / grown
    start = one.start + (other.start - one.start) * way
    return View(start, start + days)
