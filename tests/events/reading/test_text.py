"""Texts and the rules' patterns over them are folded alike, so that a rule finds what it is written to find."""

import pkgutil
import re
from importlib import import_module

import events.reading
from events.reading.text import fold, pattern

AS_WRITTEN = frozenset({"hosts._OFFICIAL", "rivals._SYLLABLES", "second._ADDRESSED"})
"""Patterns over the letters as they were written: the name of a source, names with their case, the document itself."""


def test_no_rule_holds_a_letter_that_no_folded_text_can_hold() -> None:
    dead: dict[str, set[str]] = {}
    for module in pkgutil.iter_modules(events.reading.__path__):
        for name, value in vars(import_module(f"events.reading.{module.name}")).items():
            if isinstance(value, re.Pattern) and f"{module.name}.{name}" not in AS_WRITTEN and module.name != "text":
                letters = {c for c in value.pattern if c >= "\u0600" and c.isalpha() and fold(c) != c}
                dead |= {f"{module.name}.{name}": letters} if letters else {}
    assert dead == {}


def test_a_wide_mark_in_a_pattern_is_that_mark_and_no_sign_of_the_pattern() -> None:
    asked = pattern("(?:輸出|终了)（(?:か|吗)）？[–—-]")
    assert asked.fullmatch(fold("輸出（か）？—"))
    assert not asked.fullmatch(fold("输出か-"))
