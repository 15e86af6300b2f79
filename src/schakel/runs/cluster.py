"""Blocks on a Dask cluster, by the address of its scheduler."""

from __future__ import annotations

import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from schakel.base.errors import Problem, SchakelError
from schakel.runs import versions
from schakel.runs.block import Finishing, finish
from schakel.runs.stopping import Stopped

if TYPE_CHECKING:
    from distributed import Client


@dataclass(frozen=True)
class Cluster:
    """The workers of a Dask scheduler; `patience` is how long it may take to answer (seconds)."""

    address: str
    patience: float = 5.0

    @property
    def label(self) -> str:
        """The engine in a few words."""
        return f"cluster, {self.address}"

    def finished(self, parcel: bytes, blocks: Sequence[range]) -> Finishing:
        """Each block as it is finished.

        Raises SchakelError, before the first block, when the scheduler or its workers are not
        there or have other versions; Stopped when they are lost half-way.
        """
        with self._client() as client:
            self._require_workers(client)
            yield from self._results(client, parcel, blocks)

    @contextmanager
    def _client(self) -> Iterator[Client]:
        try:
            # An optional extra that is heavy, so it is loaded by those who use it.
            from distributed import Client  # noqa: PLC0415
        except ImportError as error:
            raise self._error(
                "a Schakel without Dask", "the extra `cluster`", 'pip install "schakel[cluster]"'
            ) from error
        try:
            self._knock()
            client = Client(self.address, timeout=self.patience, set_as_default=False)
        except (OSError, ValueError) as error:
            raise self._error(
                f"no scheduler that answers within {self.patience:g} seconds",
                "the address of a running Dask scheduler, such as tcp://127.0.0.1:8786",
                "start it with `dask scheduler`, correct the address, "
                "or leave it out to use this machine",
            ) from error
        with client:
            yield client

    def _knock(self) -> None:
        """Something listens there. Dask's client is only made then: of two that fail in one
        process, the first can hang the second when it is thrown away."""
        place = urlsplit(self.address if "://" in self.address else f"tcp://{self.address}")
        if not place.hostname or not place.port:
            raise ValueError("no address with a port")
        socket.create_connection((place.hostname, place.port), self.patience).close()

    def _require_workers(self, client: Client) -> None:
        """There are workers, and they would compute the same to the bit."""
        try:
            client.wait_for_workers(1, timeout=self.patience)
        except TimeoutError as error:
            raise self._error(
                "a scheduler without workers", "one worker or more", "start `dask worker`"
            ) from error
        try:
            found = client.run(versions.current)
        except (ImportError, AttributeError) as error:
            raise self._error(
                f"workers without this Schakel: {error}",
                "the same Schakel on every worker",
                'install it there: pip install "schakel[cluster]"',
            ) from error
        here = versions.current()
        problems = [
            Problem(f"worker {worker}", theirs, f"{mine}, as here", "install the same there", name)
            for worker, there in sorted(found.items())
            for name, (mine, theirs) in here.differences(there).items()
        ]
        if problems:
            raise SchakelError(problems)

    def _results(self, client: Client, parcel: bytes, blocks: Sequence[range]) -> Finishing:
        """Never more than a few blocks a thread at once, so that results do not pile up."""
        from distributed import KilledWorker, as_completed  # noqa: PLC0415
        from distributed.client import FutureCancelledError  # noqa: PLC0415
        from distributed.comm import CommClosedError  # noqa: PLC0415

        def submitted(block: range) -> object:
            return client.submit(finish, work, block, pure=False)

        waiting = iter(blocks)
        try:
            work = client.scatter(parcel, broadcast=True, hash=False)
            at_once = 2 * sum(client.nthreads().values())
            running = as_completed(
                [submitted(block) for block in islice(waiting, at_once)],
                loop=client.loop,
                with_results=True,
            )
            for _, finished in running:
                yield finished
                for block in islice(waiting, 1):
                    running.add(submitted(block))
        except (CommClosedError, FutureCancelledError, KilledWorker, TimeoutError) as error:
            raise Stopped(
                self._problem(
                    f"a cluster that was lost: {error}",
                    "a scheduler and workers that live until the end",
                    "look at their logs and start them again",
                )
            ) from error

    def _error(self, found: str, expected: str, advice: str) -> SchakelError:
        return SchakelError(self._problem(found, expected, advice))

    def _problem(self, found: str, expected: str, advice: str) -> Problem:
        return Problem(f"cluster {self.address}", found, expected, advice)
