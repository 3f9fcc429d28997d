"""A mail server of a page, on loopback: it keeps what it gets, and can be told to behave badly."""

from __future__ import annotations

import socketserver
import threading
import time
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Self


class _Conversation(socketserver.StreamRequestHandler):
    """One client, from greeting to goodbye."""

    server: MailServer

    def handle(self) -> None:
        self._say("220 here")
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"QUIT":
                self._say("221 goodbye")
                return
            if word == b"DATA":
                if not self._take_message():
                    return
            elif word == b"RCPT" and self.server.refuse_with:
                self._say(f"{self.server.refuse_with} not here")
            else:
                self._say("250 fine")

    def _take_message(self) -> bool:
        self._say("354 go on")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        message = message_from_bytes(b"".join(lines), policy=policy.default)
        time.sleep(self.server.seconds_to_think)
        self.server.inbox.append(message)
        time.sleep(self.server.seconds_to_think)
        if self.server.hang_up_after_message:
            return False
        self._say("250 taken")
        return True

    def _say(self, words: str) -> None:
        self.wfile.write(words.encode() + b"\r\n")


class MailServer(socketserver.ThreadingTCPServer):
    """``inbox`` holds what was delivered, also where the server then hung up without an answer."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.inbox: list[EmailMessage] = []
        self.refuse_with: int | None = None
        self.seconds_to_think = 0.0
        self.hang_up_after_message = False

    @property
    def address(self) -> tuple[str, int]:
        host, port = self.server_address[:2]
        return str(host), int(port)

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that was killed in mid-sentence is what some tests are about."""

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, args=[0.05], daemon=True).start()
        return self

    def __exit__(self, *_fault: object) -> None:
        self.shutdown()
        self.server_close()
