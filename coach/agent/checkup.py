"""Is everything in order? What `coach doctor` and the settings page show: each check, each setting, no secret."""

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass

from coach.artifacts.files import status
from coach.errors import CoachError
from coach.mailbox.drafts import mailbox_of
from coach.mailbox.password import has_keyring
from coach.settings import Settings, sources_of
from coach.storage.store import Store

_ROOM_NEEDED = 200 * 1024 * 1024


@dataclass(frozen=True)
class Check:
    """One thing looked at; `detail` says what was seen, and what to do when it is not in order."""

    name: str
    ok: bool
    detail: str


@dataclass(frozen=True)
class Checkup:
    """The whole look. `settings` maps each name to its value and where it came from."""

    ok: bool
    checks: tuple[Check, ...]
    settings: dict[str, dict[str, object]]
    leaves_this_machine: bool


def examine(settings: Settings) -> Checkup:
    """Looks at everything the coach needs, wakes nothing and sends nothing."""
    looks: tuple[tuple[str, Callable[[Settings], str]], ...] = (
        ("python", _python),
        ("home", _home),
        ("book", _book),
        ("disk", _disk),
        ("model files", _files),
        ("writer", _writer),
        ("embedder", _embedder),
        ("mailbox", _mailbox),
    )
    checks = tuple(_look(name, look, settings) for name, look in looks)
    return Checkup(
        ok=all(check.ok for check in checks),
        checks=checks,
        settings=sources_of(settings),
        leaves_this_machine=settings.leaves_this_machine or settings.mailbox_is_remote,
    )


def _look(name: str, look: Callable[[Settings], str], settings: Settings) -> Check:
    try:
        return Check(name, True, look(settings))
    except (CoachError, OSError) as error:
        return Check(name, False, str(error))


def _python(_: Settings) -> str:
    return f"{sys.version_info.major}.{sys.version_info.minor}.{sys.version_info.micro}"


def _home(settings: Settings) -> str:
    settings.home.mkdir(parents=True, exist_ok=True)
    probe = settings.home / ".writable"
    probe.touch()
    probe.unlink()
    return str(settings.home)


def _book(settings: Settings) -> str:
    store = Store(settings.book_file)
    try:
        return f"{store.people.count()} people, {store.notes.count()} notes"
    finally:
        store.close()


def _disk(settings: Settings) -> str:
    free = shutil.disk_usage(settings.home if settings.home.exists() else settings.home.anchor).free
    if free < _ROOM_NEEDED:
        raise OSError(f"only {free // 2**20} MB are free where {str(settings.home)!r} lies; make room")
    return f"{free // 2**30} GB free"


def _files(settings: Settings) -> str:
    missing = [file.name for file in status(settings) if not file.present]
    if missing:
        raise OSError(f"not here yet: {', '.join(missing)}. Run: coach models fetch")
    return "all here"


def _writer(settings: Settings) -> str:
    if settings.llm_url and not settings.llm_model:
        raise OSError(
            f"COACH_LLM_URL is {settings.llm_url!r}, but COACH_LLM_MODEL is not set; set the model's name"
        )
    if settings.writer_file is not None and not settings.writer_file.is_file():
        raise OSError(f"COACH_WRITER_FILE is {str(settings.writer_file)!r}, and there is no such file")
    where = "leaves this machine" if settings.writer_is_remote else "on this machine"
    return f"{settings.llm_model or 'the embedded writer'}, {where}"


def _embedder(settings: Settings) -> str:
    where = "leaves this machine" if settings.embedder_is_remote else "on this machine"
    return f"{settings.embed_model or 'the built-in embedder'}, {where}"


def _mailbox(settings: Settings) -> str:
    if not settings.mailbox_host and not settings.mailbox_user:
        return "none set up, so drafts stay here; nothing is ever sent"
    where = (
        "leaves this machine for your own mail server"
        if settings.mailbox_is_remote
        else "stays on this machine"
    )
    rests = (
        "may be kept in this system's keyring"
        if has_keyring()
        else "is asked for each time (no keyring here)"
    )
    return (
        f"{mailbox_of(settings)}: a draft you save there {where}; nothing is ever sent; the password {rests}"
    )
