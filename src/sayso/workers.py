"""Running a pure function over many jobs: here, or in several processes. The results are the same either way."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from multiprocessing import get_context
from typing import TypeVar

J = TypeVar("J")
R = TypeVar("R")

#: Fewer jobs than this are done here: starting processes that load the models would take longer.
FEW = 24
#: Jobs handed out ahead of the one awaited, for each process: bounds the memory that waiting payloads take.
_AHEAD = 4


def in_order(work: Callable[[J], R], jobs: Iterable[J], processes: int | None, lost: Callable[[J], R]) -> Iterator[R]:
    """`work` of every job, in the order of the jobs.

    `processes` None: one for each processor. `lost` gives the result of a job that took its process down with it.
    """
    count = processes or os.cpu_count() or 1
    stream = iter(jobs)
    first = list(islice(stream, FEW))
    if count == 1 or len(first) < FEW:
        yield from map(work, chain(first, stream))
    else:
        yield from _in_processes(work, chain(first, stream), count, lost)


def _in_processes(work: Callable[[J], R], jobs: Iterator[J], count: int, lost: Callable[[J], R]) -> Iterator[R]:
    """A window of jobs travels through the pool; a broken pool is replaced and its jobs are tried one by one."""
    while window := list(islice(jobs, count * _AHEAD)):
        with _pool(count) as pool:
            waiting = deque((job, pool.submit(work, job)) for job in window)
            while waiting:
                job, future = waiting.popleft()
                try:
                    result = future.result()
                except BrokenProcessPool:
                    yield from (_alone(work, left, lost) for left in [job, *(left for left, _ in waiting)])
                    break
                yield result
                _refill(pool, work, jobs, waiting)


def _refill(
    pool: ProcessPoolExecutor, work: Callable[[J], R], jobs: Iterator[J], waiting: deque[tuple[J, Future[R]]]
) -> None:
    for job in islice(jobs, 1):
        waiting.append((job, pool.submit(work, job)))


def _alone(work: Callable[[J], R], job: J, lost: Callable[[J], R]) -> R:
    try:
        with _pool(1) as pool:
            return pool.submit(work, job).result()
    except BrokenProcessPool:
        return lost(job)


def _pool(count: int) -> ProcessPoolExecutor:
    """Fresh interpreters: a fork would copy the database's threads."""
    return ProcessPoolExecutor(count, mp_context=get_context("spawn"))
