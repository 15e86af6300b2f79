"""How the tests fill in a form for readers, as a person without a hurry does."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

from django.test import Client

from schakel.site.readers import guard


@contextmanager
def ago(seconds: float) -> Iterator[None]:
    """While this holds, the clock that signs forms is slow by so many seconds."""
    then = time.time() - seconds
    with mock.patch("django.core.signing.time.time", lambda: then):
        yield


def token(form: str, seconds: float = 60) -> str:
    """The token of a form that was shown so many seconds ago."""
    with ago(seconds):
        return guard.token(form)


def send(client: Client, path: str, form: str, seconds: float = 60, **fields: object):
    """Send a form that was shown so many seconds ago."""
    sender = {k: fields.pop(k) for k in list(fields) if k.isupper()}
    return client.post(path, {"token": token(form, seconds), **fields}, **sender)
