"""Fetches the publisher's own file from a model hub, over HTTP, from where an earlier attempt stopped."""

import urllib.error
import urllib.request
from collections.abc import Iterator
from http.client import HTTPException
from typing import BinaryIO

from coach.artifacts.catalogue import HubSource, Wanted
from coach.artifacts.partial import BLOCK_BYTES, Partial, Say, append
from coach.errors import ArtifactProblem

HUB = "https://huggingface.co"
_SILENCE_SECONDS = 10


def from_hub(source: HubSource, partial: Partial, wanted: Wanted, say: Say, hub: str) -> bool:
    """Gathers the file; whether it went on from bytes that were there.

    Raises:
        ArtifactProblem: the hub cannot be reached, refuses, or breaks off (what came is kept for the next time).
        OSError: the disk.
    """
    start = partial.size if partial.size < wanted.size else 0
    request = urllib.request.Request(
        f"{hub}/{source.repository}/resolve/main/{source.file}",
        headers={"User-Agent": "networking-coach"} | ({"Range": f"bytes={start}-"} if start else {}),
    )
    try:
        response = urllib.request.urlopen(request, timeout=_SILENCE_SECONDS)
    except (OSError, ValueError, HTTPException) as error:
        raise ArtifactProblem(f"it cannot be reached ({error})") from error
    with response:
        if response.status != 206:  # not "from there on": the whole file, whatever was asked for
            start = 0
        with partial.open_at(start) as stream:
            append(
                _blocks(response),
                stream,
                wanted.size,
                lambda done: say(done, "fetching from the hub"),
            )
    if partial.size < wanted.size:
        raise ArtifactProblem(f"it broke off after {partial.size} of {wanted.size} bytes")
    return start > 0


def _blocks(response: BinaryIO) -> Iterator[bytes]:
    """What comes over the wire; its failures are told apart from the disk's here."""
    while True:
        try:
            block = response.read(BLOCK_BYTES)
        except (OSError, HTTPException) as error:
            raise ArtifactProblem(f"it broke off ({error})") from error
        if not block:
            return
        yield block
