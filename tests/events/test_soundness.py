"""An editor's decision has a form that everything which reads it relies on, and names nobody."""

import msgspec
import pytest

from events.soundness import misjudged
from events.vocabulary import FindingJudged

JUDGED = FindingJudged(finding="fi-abcdefghijklm", document="sha256:00", verdict="rejected", by="editor-1a2b3c")


def test_a_decision_in_its_form_is_sound() -> None:
    assert misjudged(JUDGED) == ""
    assert misjudged(msgspec.structs.replace(JUDGED, by="operator", verdict="published", event="ev-x")) == ""


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"finding": "ev-abc"}, "no id of a finding"),
        ({"by": "11111111"}, "no pseudonym"),
        ({"by": "Alice"}, "no pseudonym"),
        ({"event": "ev-x"}, "makes no event"),
        ({"verdict": "published"}, "needs an event"),
    ],
)
def test_what_is_not_in_its_form_is_named(change: dict[str, str], said: str) -> None:
    assert said in misjudged(msgspec.structs.replace(JUDGED, **change))
