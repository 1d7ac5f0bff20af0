"""Tells an answer of the wrong sort: a web page, or a login form, where a feed or data was asked for."""

import re

_PAGE = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html[\s>])", re.IGNORECASE | re.DOTALL
)
_LOGIN = re.compile(
    rb"""type\s*=\s*["']?password|\b(?:log|sign)\s?-?in\b|captcha|verify you are human""", re.IGNORECASE
)


def page_instead(body: bytes, wanted: str, address: str) -> str:
    """Why this body is a page and not what was wanted, in one line that says what to do; empty where it is no page."""
    if not _PAGE.match(body[:4096]):
        return ""
    sort = "a login or robot-check page" if _LOGIN.search(body[:400_000]) else "a web page"
    return f"{address} gave {sort} instead of {wanted}: open its address in a browser, then correct or remove it"
