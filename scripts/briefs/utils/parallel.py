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
from typing import Any, TypeVar

from briefs.utils.signals import delay_signals, leave_signals_to_parent

MOMENT = 2  # seconds
Done = TypeVar("Done")
Shares = dict[int, tuple[Any, Exception | None]]
"""The outcome of some jobs by number: what each returned or raised."""


def run_parallel(jobs: Sequence[Callable[[], Done]]) -> list[Done]:
    """Run every job and return the results in order.

    Raises what the first failed job raised, and ChildProcessError if a process was killed. This process and forked
    copies of it, one for each further core, take one job after another. A copy sees all data without reading it again;
    only the results of its jobs and what they write to disk come back. Where forking is not safe (not Linux, or other
    threads, whose locks would be copied), this process runs all jobs.
    """
    if sys.platform != "linux" or threading.active_count() > 1 or len(jobs) < 2:
        return [job() for job in jobs]
    context = multiprocessing.get_context("fork")
    taken = context.Value("i", 0)
    with contextlib.ExitStack() as copies:
        shares = [
            copies.enter_context(_forked_copy(context, jobs, taken))
            for _ in range(min(os.cpu_count() or 1, len(jobs)) - 1)
        ]
        with _freeze_garbage():
            done = _run_share(jobs, taken)
        for share in shares:
            done |= _receive_results(share)
    failed = min((number for number, (_, error) in done.items() if error), default=None)
    if failed is not None:
        raise done[failed][1]  # type: ignore[misc]
    return [done[number][0] for number in range(len(jobs))]


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
def _forked_copy(context: Any, jobs: Sequence[Callable[[], Any]], taken: Any) -> Iterator[Connection]:
    """Fork a copy of this process that runs its share, and yield the connection to its result. It ends with the
    block.
    """
    ours, theirs = context.Pipe(duplex=False)
    copy = context.Process(target=_run_copy, args=(jobs, taken, theirs))
    try:
        with delay_signals():
            copy.start()
        theirs.close()
        yield ours
        copy.join()
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
