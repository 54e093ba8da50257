"""Parallel jobs: results in order, errors, end of processes.

Each scenario runs in a new process: that of the tests has threads, and so is not forked.
"""

import multiprocessing
import os
import signal
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial

import pytest

from briefs.errors import Problem, Problems
from briefs.utils import parallel


def answer(number: int, seconds: float = 0.02) -> tuple[int, int]:
    time.sleep(seconds)
    return number, os.getpid()


def complain(path: str, seconds: float = 0.0) -> None:
    time.sleep(seconds)
    raise Problems([Problem(path, 1, "field must be right")])


def every_job_is_done_once_and_by_all_processes() -> None:
    done = parallel.run_parallel([partial(answer, number) for number in range(30)])
    assert [number for number, _ in done] == list(range(30))
    processes = {process for _, process in done}
    assert len(processes) == 3 and os.getpid() in processes


def the_fault_of_the_first_job_is_raised_whoever_met_it() -> None:
    with pytest.raises(Problems, match="first"):
        parallel.run_parallel([partial(complain, "first", 0.2), partial(complain, "second", 0.1)])


def after_a_fault_no_other_job_is_begun() -> None:
    begin = time.monotonic()
    with pytest.raises(Problems):
        parallel.run_parallel([partial(complain, "first"), *[partial(answer, number, 0.5) for number in range(30)]])
    assert time.monotonic() - begin < 4


def a_fault_of_another_process_says_where_it_arose() -> None:
    own = os.getpid()

    def divide() -> float:
        time.sleep(0.2)
        return 1 / (os.getpid() == own)

    with pytest.raises(ZeroDivisionError) as raised:
        parallel.run_parallel([divide] * 3)
    assert "in divide" in raised.value.__notes__[0]


def a_process_that_is_killed_is_told_and_leaves_none_behind() -> None:
    own = os.getpid()

    def killed() -> None:
        time.sleep(0.2)
        if os.getpid() != own:
            os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(ChildProcessError, match="ended from outside"):
        parallel.run_parallel([killed] * 6)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)  # there is no child any more


def what_stops_this_process_stops_the_others() -> None:
    own = os.getpid()

    def stopped() -> None:
        if os.getpid() == own:
            raise KeyboardInterrupt
        time.sleep(30)

    begin = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        parallel.run_parallel([stopped] * 6)
    assert time.monotonic() - begin < 10
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def one_job_needs_no_other_process() -> None:
    assert parallel.run_parallel([partial(answer, 1)]) == [(1, os.getpid())]


SCENARIOS = [
    every_job_is_done_once_and_by_all_processes,
    the_fault_of_the_first_job_is_raised_whoever_met_it,
    after_a_fault_no_other_job_is_begun,
    a_fault_of_another_process_says_where_it_arose,
    a_process_that_is_killed_is_told_and_leaves_none_behind,
    what_stops_this_process_stops_the_others,
    one_job_needs_no_other_process,
]


def on_three_cores(scenario: Callable[[], None]) -> None:
    os.cpu_count = lambda: 3
    scenario()


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda one: one.__name__)
def test_scenario(scenario: Callable[[], None]) -> None:
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        pool.submit(on_three_cores, scenario).result()
