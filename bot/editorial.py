"""What came of an editor's decision, in plain words for the chat and the terminal, no more than what was done."""

from events.acceptance import Accepted, Corroborates, Known, Outcome, Waits
from events.editing import Mistakes
from events.vocabulary import FindingJudged
from store.judging import Changed, Decided, Published, Rejected

NOT_YET = (
    "Alerts of it that were not sent yet are taken back where they no longer hold; messages that were sent already are "
    "not edited yet, and nobody new is told."
)


NOTHING = "Nothing was changed:"


def in_a_line(said: str) -> str:
    """What was said, for a failure at the terminal."""
    return said.replace(f"{NOTHING}\n", f"{NOTHING} ").replace("\n", "; ")


def preview(outcome: Outcome) -> str:
    """What publishing a finding as it was read would do, as the record stands."""
    match outcome:
        case Accepted(event) if event.origin == "backfill":
            return "Published, it would be recorded as history, for it is old: nobody would be alerted."
        case Accepted(event):
            sure = "confirmed" if event.confidence == "confirmed" else "unconfirmed"
            return f"Published, it would be a new event, {sure}, and alert whom it touches."
        case Corroborates(event_id, note, _):
            more = ", and confirm it" if note.confirms else ""
            return f"Published, it would be one more account of {event_id}{more}."
        case Known(event_id):
            return f"{event_id} tells of the same act; published, it would add nothing to it."
        case Waits(fault):
            return f"It cannot be published as it was read: {fault}."


def said_of(outcome: Published | Rejected | Decided | Mistakes) -> str:
    """A decision about a finding; lines of plain text."""
    match outcome:
        case Published():
            return _published(outcome)
        case Rejected(judged=judged):
            return f"Rejected: {judged.reason}. It never comes back." if judged.reason else "Rejected for good."
        case Decided():
            return already(outcome)
        case Mistakes(lines):
            return "\n".join([NOTHING, *lines])


def _published(outcome: Published) -> str:
    event_id = outcome.event_id
    if outcome.event is not None:
        put_right = f", with {', '.join(outcome.judged.changes)} put right" if outcome.judged.changes else ""
        if outcome.event.origin == "backfill":
            return f"Published as {event_id}{put_right}, as history: it alerts nobody."
        sure = "confirmed" if outcome.event.confidence == "confirmed" else "unconfirmed, for it is only reported"
        return f"Published as {event_id}{put_right}, {sure}: whom it touches will be alerted."
    if outcome.confirms:
        return f"{event_id} tells of the same act: this is one more account of it, and confirms it."
    if outcome.adds:
        return f"{event_id} tells of the same act: this is one more account of it."
    return f"{event_id} tells of the same act, and this account adds nothing to it."


def already(outcome: Decided) -> str:
    """Who decided before."""
    if outcome.judged is None:
        became = "it became an event by itself" if outcome.outcome == "accepted" else outcome.outcome
        return f"Already decided: {became}. Nothing was changed."
    return f"Already decided by {decision(outcome.judged)}. Nothing was changed."


def decision(judged: FindingJudged) -> str:
    """ "editor-1a2b3c: corrected, ev-…, because …"."""
    event = f", {judged.event}" if judged.event else ""
    return f"{judged.by}: {judged.verdict}{event}{f' ({judged.reason})' if judged.reason else ''}"


def said_of_change(outcome: Changed | Decided | Mistakes, event_id: str, did: str) -> str:
    """A change of an event of the log; `did` is what was done to it ("corrected", "retracted")."""
    match outcome:
        case Changed():
            return f"{event_id} is {did}. {NOT_YET}"
        case Decided():
            return already(outcome)
        case Mistakes(lines):
            return "\n".join([NOTHING, *lines])
