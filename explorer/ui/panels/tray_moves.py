"""Where the arrow keys go in the tray."""

from __future__ import annotations

from explorer.ui.panels.tray_layout import Chip


def next_chip(chips: list[Chip], here: Chip, dx: int, dy: int) -> Chip:
    """The chip that an arrow key goes to: along its line, or to the nearest one above or below."""
    if dx:
        line = sorted((c for c in chips if c.box.y == here.box.y), key=lambda chip: chip.box.x)
        place = line.index(here) + dx
        if 0 <= place < len(line):
            return line[place]
        order = sorted(chips, key=lambda chip: (chip.box.y, chip.box.x))
        place = order.index(here) + dx
        return order[max(0, min(len(order) - 1, place))]
    beyond = [chip for chip in chips if (chip.box.y - here.box.y) * dy > 0]
    if not beyond:
        return here
    return min(
        beyond,
        key=lambda chip: (
            abs(chip.box.middle - here.box.middle) > here.box.width,
            abs(chip.box.y - here.box.y),
            abs(chip.box.middle - here.box.middle),
        ),
    )
