"""A real Dovecot of the tests' own: on loopback, with TLS and a test certificate, in a folder of its own, ended by its own pid."""

import contextlib
import grp
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import trustme

USER, PASSWORD = "sam@example.org", "correct horse"
_BINARY = shutil.which("dovecot") or "/usr/sbin/dovecot"


@dataclass(frozen=True)
class Dovecot:
    """A running server. `authority` is the file of the certificate that vouches for it."""

    folder: Path
    implicit_port: int
    starttls_port: int
    authority: Path

    def messages(self, folder: str = "Drafts") -> list[tuple[EmailMessage, str]]:
        """Each message of a mail folder with the letters of its Maildir flags (D: draft)."""
        place = self.folder / "mail" / f".{folder}"
        files = [file for part in ("cur", "new") for file in (place / part).glob("*")]
        return [
            (message_from_bytes(file.read_bytes(), policy=policy.default), file.name.partition(":2,")[2])  # type: ignore[misc]
            for file in sorted(files)
        ]


def why_not() -> str:
    """Why no Dovecot can be run here; empty if one can."""
    if not Path(_BINARY).exists():
        return "no dovecot here: apt install dovecot-imapd"
    version = subprocess.run([_BINARY, "--version"], capture_output=True, text=True, check=False).stdout
    return (
        ""
        if version.startswith("2.3.")
        else f"the test's settings are those of Dovecot 2.3, not {version.strip()!r}"
    )


@contextlib.contextmanager
def dovecot(*, drafts: bool = True) -> Iterator[Dovecot]:
    """Starts a server with one user; `drafts`: whether the mailbox has a folder marked as the one for drafts."""
    folder = Path(tempfile.mkdtemp(prefix="dovecot-"))
    folder.chmod(0o755)  # a server started by root reads mail as somebody else
    implicit, starttls = _free_port(), _free_port()
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(folder / "authority.pem"))
    server = authority.issue_cert("localhost")
    server.private_key_and_cert_chain_pem.write_to_path(str(folder / "server.pem"))
    (folder / "users").write_text(f"{USER}:{{PLAIN}}{PASSWORD}\n")
    (folder / "dovecot.conf").write_text(_settings(folder, implicit, starttls, drafts))
    process = subprocess.Popen(
        [_BINARY, "-F", "-c", str(folder / "dovecot.conf")], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    try:
        _wait_for(implicit, process)
        yield Dovecot(folder, implicit, starttls, folder / "authority.pem")
    finally:
        process.terminate()
        process.wait(timeout=20)
        shutil.rmtree(folder, ignore_errors=True)


def _settings(folder: Path, implicit: int, starttls: int, drafts: bool) -> str:
    owner = pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
    mail = folder / "mail"
    mail.mkdir()
    os.chown(mail, owner.pw_uid, owner.pw_gid)
    # A server of root's has users of its own for its parts; anybody else's runs as themselves.
    group = grp.getgrgid(owner.pw_gid).gr_name
    parts = (
        ""
        if os.geteuid() == 0
        else (
            f"default_internal_user = {owner.pw_name}\ndefault_internal_group = {group}\ndefault_login_user = {owner.pw_name}\n"
        )
    )
    marked = (
        "mailbox Drafts {\n special_use = \\Drafts\n auto = create\n }"
        if drafts
        else "mailbox Notes {\n auto = create\n }"
    )
    return f"""
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
protocols = imap
listen = 127.0.0.1
first_valid_uid = {owner.pw_uid}
first_valid_gid = {owner.pw_gid}
last_valid_gid = {owner.pw_gid}
auth_failure_delay = 0
ssl = required
ssl_cert = <{folder}/server.pem
ssl_key = <{folder}/server.pem
mail_location = maildir:{mail}
{parts}
passdb {{
  driver = passwd-file
  args = {folder}/users
}}
userdb {{
  driver = static
  args = uid={owner.pw_uid} gid={owner.pw_gid} home={mail}
}}
namespace inbox {{
  inbox = yes
  {marked}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {starttls}
  }}
  inet_listener imaps {{
    port = {implicit}
  }}
}}
"""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"dovecot ended: {process.stderr.read().decode()}")  # type: ignore[union-attr]
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise RuntimeError("dovecot did not start in 30 s")
