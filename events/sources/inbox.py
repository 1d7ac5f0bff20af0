"""Sources of kind `inbox`: a folder into which somebody, or another program, puts documents."""

import asyncio
import os
import stat
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import msgspec

from events.document import Document
from events.sources.files import BadFile, documents_from, is_readable_name
from events.sources.novelty import compared
from events.sources.protocol import Checked, Cursor, Failed, SourceSpec

if TYPE_CHECKING:
    from events.sources.web import Door

MAX_FILES = 10_000
MAX_BYTES = 50 * 1024 * 1024


async def check(spec: SourceSpec, cursor: Cursor, door: "Door", now: datetime) -> Checked | Failed:  # noqa: ARG001  # the protocol's
    """Every readable file of the folder itself. A bad file is named among the problems, and the rest goes on."""
    folder = folder_of(spec.url)
    try:
        documents, problems = await asyncio.to_thread(_read, folder, spec, now)
    except OSError as error:
        cause = f"{error.strerror}): create it or correct its url"
        return Failed(reason=f"{spec.id}: the folder {folder} cannot be read ({cause}")
    return compared(documents[::-1], cursor, Cursor(), window=False, problems=tuple(problems))


def _read(folder: Path, spec: SourceSpec, now: datetime) -> tuple[list[Document], list[str]]:
    documents: list[Document] = []
    problems: list[str] = []
    for name, data in _files(folder):
        read = documents_from(name, data, source_id=spec.id) if isinstance(data, bytes) else BadFile(data)
        if isinstance(read, BadFile):
            problems.append(f"{spec.id}: {name}: {read.reason}")
        else:
            documents += [_completed(document, spec, now) for document in read]
    return documents, problems


def folder_of(url: str) -> Path:
    """The folder that `file:…` or a plain path names."""
    return Path(unquote(urlsplit(url).path)) if url.startswith("file:") else Path(url)


def _completed(document: Document, spec: SourceSpec, now: datetime) -> Document:
    return msgspec.structs.replace(
        document,
        publisher=document.publisher or spec.publisher,
        trust=spec.trust,
        language=document.language or spec.language,
        observed_at=now,
    )


def _files(folder: Path) -> Iterator[tuple[str, bytes | str]]:
    """Name and bytes of each file, or why it is not read. Hidden files are work in progress, and passed over."""
    names = sorted(entry.name for entry in os.scandir(folder) if not entry.name.startswith("."))
    for name in names[:MAX_FILES]:
        if is_readable_name(name):
            yield name, _contents(folder / name)
        elif not (folder / name).is_dir():
            yield name, "only .json, .jsonl, .html and .txt are read: rename, convert or remove it"
    if len(names) > MAX_FILES:
        yield f"{len(names) - MAX_FILES} more files", f"only {MAX_FILES:,} are read: move old ones away"


def _contents(path: Path) -> bytes | str:
    """The bytes of one regular file of the folder itself: no link is followed, no pipe waited for."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        return (
            "it is a link, which is not followed: put the file itself here"
            if path.is_symlink()
            else f"it cannot be read ({error.strerror})"
        )
    state = os.fstat(handle)
    if not stat.S_ISREG(state.st_mode):
        os.close(handle)
        return "it is no ordinary file: remove it"
    with os.fdopen(handle, "rb") as file:
        data = file.read(MAX_BYTES + 1)
    return data if len(data) <= MAX_BYTES else f"it is larger than {MAX_BYTES // 1024 // 1024} MiB: split it"
