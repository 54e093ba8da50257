"""Run independent jobs, such as the two languages, in parallel on all cores."""

import contextlib
import gc
import multiprocessing
import os
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

from briefs.utils.signals import delay_signals, leave_signals_to_parent

MOMENT = 2  # seconds
Done = TypeVar("Done")
Shares = dict[int, tuple[Any, Exception | None]]
"""The outcome of some jobs by number: what each returned or raised."""


def run_parallel(jobs: Sequence[Callable[[], Done]]) -> list[Done]:
    """Run every job and return the results in order.

    Raises what the first failed job raised, and ChildProcessError if a process was killed.
    """
    with ParallelJobs(jobs) as started:
        return started.finish()


class ParallelJobs(Generic[Done]):
    """Jobs that forked copies of this process, one for each further core, begin at once, while it does other work.

    A copy sees all data without reading it again; only the results of its jobs and what they write to disk come back.
    Where forking is not safe (not Linux, or other threads, whose locks would be copied), this process runs all jobs,
    in `finish`.
    """

    def __init__(self, jobs: Sequence[Callable[[], Done]]) -> None:
        self.jobs = jobs
        self._copies = contextlib.ExitStack()
        context: Any = multiprocessing.get_context("fork" if sys.platform == "linux" else None)
        self._taken = context.Value("i", 0)
        safe = sys.platform == "linux" and threading.active_count() == 1 and len(jobs) > 1
        count = min(os.cpu_count() or 1, len(jobs)) - 1 if safe else 0
        with contextlib.ExitStack() as started:
            self._shares = [started.enter_context(_forked_copy(context, jobs, self._taken)) for _ in range(count)]
            self._copies = started.pop_all()

    def __enter__(self) -> "ParallelJobs[Done]":
        return self

    def __exit__(self, *_: object) -> None:
        """End the copies."""
        self._copies.close()

    def finish(self) -> list[Done]:
        """Take part in the jobs until all are done, and return the results in order.

        Raises what the first failed job raised, and ChildProcessError if a process was killed.
        """
        with _freeze_garbage():
            done = _run_share(self.jobs, self._taken)
        for copy, share in self._shares:
            done |= _receive_results(share)
            copy.join()
        failed = min((number for number, (_, error) in done.items() if error), default=None)
        if failed is not None:
            raise done[failed][1]  # type: ignore[misc]
        return [done[number][0] for number in range(len(self.jobs))]


def _run_share(jobs: Sequence[Callable[[], Any]], taken: Any) -> Shares:
    """Run jobs until none is left; after one fails no further job is started."""
    done: Shares = {}
    while True:
        with taken.get_lock():
            number = taken.value
            taken.value += 1
        if number >= len(jobs):
            return done
        try:
            done[number] = jobs[number](), None
        except Exception as error:
            done[number] = None, error
            taken.value = len(jobs)


@contextlib.contextmanager
def _forked_copy(
    context: Any, jobs: Sequence[Callable[[], Any]], taken: Any
) -> Iterator[tuple[BaseProcess, Connection]]:
    """Fork a copy of this process that runs its share, and yield it with the connection to its result. It ends with
    the block.
    """
    ours, theirs = context.Pipe(duplex=False)
    copy = context.Process(target=_run_copy, args=(jobs, taken, theirs))
    try:
        with delay_signals():
            copy.start()
        theirs.close()
        yield copy, ours
    finally:
        end_workers([copy])


def _run_copy(jobs: Sequence[Callable[[], Any]], taken: Any, out: Connection) -> None:
    end_with_parent()
    with _freeze_garbage():
        done = _run_share(jobs, taken)
    for _, error in done.values():
        if error:  # what was called there would not come back with it
            error.add_note("".join(traceback.format_exception(error)))
    out.send(done)


def _receive_results(share: Connection) -> Shares:
    try:
        done: Shares = share.recv()
    except EOFError:
        raise ChildProcessError("a part of the work was ended from outside (is there memory enough?)") from None
    return done


@contextlib.contextmanager
def _freeze_garbage() -> Iterator[None]:
    """Exclude existing objects from garbage collection while the jobs run."""
    before = gc.isenabled()
    gc.freeze()
    gc.set_threshold(50_000)
    gc.enable()
    try:
        yield
    finally:
        if not before:
            gc.disable()


def end_workers(workers: Sequence[BaseProcess]) -> None:
    """Let workers clean up and end; kill one that takes too long."""
    started = [worker for worker in workers if worker.pid]
    for worker in started:
        worker.terminate()
    for worker in started:
        worker.join(MOMENT)
        worker.kill()
        worker.join()


def end_with_parent() -> None:
    """Set up a worker: the parent handles signals; if the parent is killed, the worker ends too."""
    leave_signals_to_parent()
    parent = multiprocessing.parent_process()

    def follow() -> None:
        if parent:
            parent.join()
            os._exit(1)

    threading.Thread(target=follow, daemon=True).start()
