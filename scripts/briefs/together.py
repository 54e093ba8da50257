"""Work that falls into equal parts, such as the two languages, done at the same time on all cores."""

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

Done = TypeVar("Done")
_jobs: Sequence[Callable[[], Any]] = ()


def together(jobs: Sequence[Callable[[], Done]]) -> list[Done]:
    """Do every job and give what each returns, in order. Raises what the first job that failed
    raised, and ChildProcessError when one was killed.

    A job runs in a copy of this process (fork), so that it sees all the data without reading it again; only what it
    returns and what it writes to disk comes back. Where no copy can be made safely (another system than Linux, or
    other threads, whose locks would be copied) the jobs run one after another.
    """
    global _jobs
    if sys.platform != "linux" or threading.active_count() > 1 or len(jobs) < 2:
        return [job() for job in jobs]
    _jobs = jobs
    context = multiprocessing.get_context("fork")
    workers = min(os.cpu_count() or 1, len(jobs))
    with ProcessPoolExecutor(workers, context, _begin) as pool:
        try:
            return list(pool.map(_job, range(len(jobs))))
        except BrokenProcessPool:
            raise ChildProcessError("a part of the work was ended from outside (is there memory enough?)") from None
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
        finally:
            _jobs = ()


def _job(number: int) -> Any:
    return _jobs[number]()


def _begin() -> None:
    """In a copy: what was inherited is no garbage, what is made here may be."""
    gc.freeze()
    gc.set_threshold(50_000)
    gc.enable()
    follow_parent()


def follow_parent() -> None:
    """In a worker: Ctrl-C is the parent's to answer; when the parent is killed, end too instead of waiting for ever."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()

    def follow() -> None:
        if parent:
            parent.join()
            os._exit(1)

    threading.Thread(target=follow, daemon=True).start()
