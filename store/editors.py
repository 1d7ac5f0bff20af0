"""Who decided, as the log may say it: a pseudonym that is always the same here and leads to nobody elsewhere."""

import hashlib
import hmac

from store.database import Database
from store.meta import get_meta, set_meta

OPERATOR = "operator"
"""Whoever has the command line, and with it the database."""

_SALT = "editors-salt"


def pseudonym(database: Database, user_id: int, salt: bytes) -> str:
    """`editor-` and six hexadecimal digits for a Telegram user.

    `salt` (at least 16 random bytes) is kept in this database at the first call and never travels; without it the
    pseudonym cannot be tried out against a list of ids.
    """
    with database.reading() as connection:
        kept = get_meta(connection, _SALT)
    if kept is None:
        with database.transaction() as connection:
            kept = get_meta(connection, _SALT)
            if kept is None:
                kept = salt.hex()
                set_meta(connection, _SALT, kept)
    made = hmac.new(bytes.fromhex(kept), str(user_id).encode(), hashlib.sha256).hexdigest()
    return f"editor-{made[:6]}"
