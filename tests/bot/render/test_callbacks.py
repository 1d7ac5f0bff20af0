"""What buttons carry fits Telegram's 64 bytes, comes back whole, and nothing forged gets through."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.render.callbacks import CallbackError, long, pack, page_of, short, unpack
from tests.bot.render.story import CATALOG

fields = st.text("abcdefghijklmnopqrstuvwxyz0123456789./-*~", max_size=12)


@given(st.sampled_from("wutyx"), st.lists(fields, max_size=3))
def test_what_is_packed_comes_back(verb: str, carried: list[str]) -> None:
    assert unpack(pack(verb, *carried)) == (verb, tuple(carried))


@given(st.text(max_size=100))
def test_any_data_is_read_or_refused_in_one_way(data: str) -> None:
    try:
        verb, carried = unpack(data)
    except CallbackError:
        return
    assert pack(verb, *carried) == data


def test_every_id_of_the_catalogue_fits_a_button() -> None:
    for ref in (*CATALOG.models, *CATALOG.providers, *CATALOG.topics, *CATALOG.hardware, "word:" + "f" * 32):
        assert len(pack("w", short(ref), "s", 99).encode()) <= 64


@given(st.text(min_size=1, max_size=200))
def test_a_long_id_comes_back_from_its_fingerprint(ref: str) -> None:
    if ref.startswith("~"):
        return
    assert long(short(ref), ["other", ref]) == ref


def test_a_fingerprint_of_nothing_known_is_nothing() -> None:
    assert long("~0123", ["anthropic"]) is None


@pytest.mark.parametrize("page", ["", "-1", "x", "99999", "１"])
def test_a_forged_page_is_refused(page: str) -> None:
    with pytest.raises(CallbackError):
        page_of(page)


def test_what_does_not_fit_is_refused_when_it_is_made() -> None:
    with pytest.raises(CallbackError):
        pack("w", "x" * 70)
    with pytest.raises(CallbackError):
        pack("w", "a|b")
