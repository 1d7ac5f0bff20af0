"""Whether an act of the United States is one state's: its governor, its legislature, its courts, its agencies."""

import re

from events.reading.actors import Actor
from events.reading.bodies import states_in
from events.reading.page import Page
from events.reading.sentences import Sentence
from events.reading.text import pattern

_STATE_BODY = pattern(
    r"(?<![a-z])(?:governor|gov\.|state (?:law|senate|house|legislature|legislators|lawmakers|bill|agenc(?:y|ies)|"
    r"attorney general|devices|employees|government)|state[- ](?:issued|owned|run)|statehouse|legislature|"
    r"general assembly|assembly bill|house bill|attorney general|(?:ab|sb|hb)[- ]?\d+|(?:in|of) th(?:is|"
    r"e) state)(?![a-z])"
    r"|州政府|州知事|州法|州議会|州司法|州长|주지사|주 ?정부|주법|주의회|주 법무"
)
_ACTS = pattern(
    r"(?:'s|’s)? (?:ban|bar|block|order|restrict|prohibit|lift|sue|pass|enact|sign|allow|outlaw|law|act)|주의? |州"
)


def state_of(page: Page, actor: Actor | None, sentences: list[Sentence]) -> str:
    """The state, as `tx`; "" where the whole country acts."""
    if actor is None or actor.jurisdiction != "US" or actor.provider:
        return ""
    text = page.text.folded
    places = list(dict.fromkeys([*sentences, *page.lead]))
    named = [(code, start, end, s) for s in places for code, start, end in states_in(text, s.start, s.end)]
    own = re.fullmatch(r"us-([a-z]{2})", actor.ref)
    if own is not None and own[1] in {code for code, *_ in named}:
        return own[1]
    if actor.ref not in ("", "us-gov") and own is None:
        return ""
    for code, start, end, sentence in named:
        opens = start - sentence.start < 5 and _ACTS.match(text, end)
        if opens or _STATE_BODY.search(text, sentence.start, sentence.end):
            return code
    return ""
