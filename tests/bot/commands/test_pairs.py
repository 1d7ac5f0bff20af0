"""What an editor types on a phone is taken apart as it is meant."""

import pytest

from bot.commands.pairs import REASON_LONGEST, typed


@pytest.mark.parametrize(
    ("text", "head", "changes", "reason"),
    [
        ("fi-x", "fi-x", {}, ""),
        ("fi-x targets=a/b, c/d act=use", "fi-x", {"targets": "a/b, c/d", "act": "use"}, ""),
        ("fi-x\nTitle=A title\nbarred=\nreason: too wide", "fi-x", {"title": "A title", "barred": ""}, "too wide"),
        ("fi-x title=“x = y, reason: z” Reason = it says so", "fi-x", {"title": "x = y, reason: z"}, "it says so"),
        ("fi-x title=it's 5=five", "fi-x", {"title": "it's 5=five"}, ""),
        ("fi-x barred = CN", "fi-x", {"barred": "CN"}, ""),
        ("barred=CN", "", {"barred": "CN"}, ""),
        ("", "", {}, ""),
    ],
)
def test_fields_values_and_reason(text: str, head: str, changes: dict[str, str], reason: str) -> None:
    said = typed(text)
    assert (said.head, said.changes, said.reason, said.twice) == (head, changes, reason, ())


def test_a_field_given_twice_is_named_and_a_reason_is_not_endless() -> None:
    assert typed("fi-x act=use act=import").twice == ("act",)
    assert len(typed("fi-x reason: " + "long " * 900).reason) <= REASON_LONGEST
