"""From bytes to text: which encoding a body is in, whatever its label claims."""

import codecs
import re

# What is labelled so is mostly written in the larger set: "①" is no Shift_JIS, and a curly quote is no Latin-1.
_WIDER = {
    "shift_jis": "cp932",
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "iso8859-9": "cp1254",
    "tis-620": "cp874",
}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_IN_HEADER = re.compile(r"""charset\s*=\s*["']?([A-Za-z0-9_.:-]{1,40})""", re.IGNORECASE)
_IN_XML = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_.:-]{1,40})["']""")
_IN_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?([A-Za-z0-9_.:-]{1,40})""", re.IGNORECASE)


def widened(label: str) -> str:
    """The codec to read a body labelled so with; empty where no text codec has that name."""
    try:
        name = codecs.lookup(label.strip()).name
        "".encode(name)  # base64, rot13 and zlib are codecs too, but not of text
    except (LookupError, ValueError, TypeError):
        return ""
    return _WIDER.get(name, name)


def labelled(body: bytes, content_type: str) -> str:
    """The codec that the answer's own labels name, the header before the body; empty where none does."""
    head = body[:2048]
    labels = [m.group(1) for m in [_IN_HEADER.search(content_type)] if m]
    labels += [m.group(1).decode("ascii") for m in (_IN_XML.search(head), _IN_META.search(head)) if m]
    return next((codec for codec in map(widened, labels) if codec), "")


def decoded(body: bytes, content_type: str = "") -> str:
    """The text of a body: by its byte order mark, its labels, UTF-8, and at last Windows' Latin; never an exception."""
    for mark, codec in _BOMS:
        if body.startswith(mark):
            return body.decode(codec, "replace").removeprefix("\ufeff")
    for codec in (labelled(body, content_type), "utf-8"):
        if codec:
            try:
                return body.decode(codec)
            except (UnicodeDecodeError, LookupError):
                continue
    named = labelled(body, content_type)
    # Mostly good UTF-8 with a torn character is still UTF-8.
    return body.decode(named if named and named != "utf-8" else "utf-8", "replace")
