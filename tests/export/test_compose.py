"""What the template is given."""

from __future__ import annotations

from explorer.export.compose_entry import composed_entry
from tests.export.samples import GROUP, LABELS


def test_values_say_only_what_there_is_to_say() -> None:
    entry = composed_entry(GROUP, LABELS, {})
    parties = next(fact for fact in entry["facts"] if fact["label"] == "Parties")
    assert parties["values"][0] == {"text": "India", "marks": ["1"], "note": "member"}
    agreed, launched, due = entry["steps"]
    assert "inferred" not in agreed
    assert launched["inferred"]
    assert launched["why"] == "“it” is the group; the day of the Space Day"
    assert set(due) == {"text", "marks", "word", "firm"}
