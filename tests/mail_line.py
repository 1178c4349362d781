"""A mail server of a few lines that fails where it is told to: it hangs up, says nothing, or says no."""

import contextlib
import socket
import ssl

import trustme

HANGS_UP, IS_SILENT = b"hangs up", b"silent"
WELCOMES = {
    b"": b"* OK hello\r\n",
    b"CAPABILITY": b"* CAPABILITY IMAP4rev1\r\n{tag} OK done\r\n",
    b"LOGIN": b"{tag} OK in\r\n",
    b"LIST": b'* LIST (\\Drafts) "/" Drafts\r\n{tag} OK done\r\n',
}


def serve(listening: socket.socket, authority: trustme.CA, answers: dict[bytes, bytes]) -> None:
    """A mail server that answers the commands it knows, greets first, and hangs up at any other."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    plain, _ = listening.accept()
    with context.wrap_socket(plain, server_side=True) as line, contextlib.suppress(OSError):
        line.settimeout(10)
        tag, command = b"", b""
        while (answer := answers.get(command, HANGS_UP)) != HANGS_UP:
            line.sendall(b"" if answer == IS_SILENT else answer.replace(b"{tag}", tag))
            tag, command = (*line.recv(4096).split(), b"", b"")[:2]
