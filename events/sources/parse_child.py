"""The parsing process: takes one feed on standard input, gives its entries on standard output, and may be killed."""

import resource
import sys
from datetime import datetime

import msgspec

from events.sources.feed_entries import read_feed
from events.sources.raw_feed import FeedJob

MEMORY_BYTES = 1024**3
CPU_SECONDS = 10


def main() -> None:
    # Set before a byte of the feed is read, after the imports that are ours.
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    job = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=FeedJob)
    answer = read_feed(job.body, job.content_type, job.url, datetime.fromisoformat(job.now))
    sys.stdout.buffer.write(msgspec.msgpack.encode(answer))


if __name__ == "__main__":
    main()
