"""Identity: the same finding from the same document always has the same id, whatever the reader's version."""

import base64
import hashlib

from events.finding import Finding


def _short(prefix: str, *parts: str) -> str:
    digest = hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).digest()
    return f"{prefix}-{base64.b32encode(digest[:10])[:13].decode().lower()}"


def finding_id(document: str, finding: Finding, nth: int = 1) -> str:
    """The id of one finding of the document with this hash.

    Made of what the act is (kind, issuer, targets, listed parties), not of what a better reader may see more sharply
    (dates, audience, confidence, words), and not of the reader itself.
    """
    return _short(
        "fi",
        document,
        finding.kind,
        finding.issuer,
        ",".join(sorted(finding.targets)),
        ",".join(sorted(finding.listed)),
        *([str(nth)] if nth > 1 else []),  # of those of the document that are alike in all of this
    )


def event_id(finding: str) -> str:
    """The id of the event that this finding was first accepted as; it never changes afterwards."""
    return _short("ev", finding)


def alert_id(subscriber: str, event: str) -> str:
    """The id of the alert of this event to this subscriber; there is one at most."""
    return _short("al", subscriber, event)
