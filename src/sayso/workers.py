"""Running a pure function over many jobs: here, or in several processes. The results are the same either way."""

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from multiprocessing import get_context
from typing import TypeVar

J = TypeVar("J")
R = TypeVar("R")

#: Fewer jobs than this are done here: starting processes that load the models would take longer.
FEW = 24
#: Jobs handed out at a time, for each process: bounds the memory that waiting payloads take.
_WINDOW = 32


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
    """Window after window goes through one pool; a pool that breaks is replaced and its jobs are tried one by one."""
    pool = _pool(count)
    try:
        while window := list(islice(jobs, count * _WINDOW)):
            done = 0
            for result in _until_broken(pool, work, window):
                yield result
                done += 1
            if done < len(window):
                pool.shutdown(cancel_futures=True)
                pool = _pool(count)
                yield from (_alone(work, job, lost) for job in window[done:])
    finally:
        pool.shutdown(cancel_futures=True)


def _until_broken(pool: ProcessPoolExecutor, work: Callable[[J], R], window: list[J]) -> Iterator[R]:
    """Results in order, as far as the pool lives."""
    try:
        for future in [pool.submit(work, job) for job in window]:
            yield future.result()
    except BrokenProcessPool:
        return


def _alone(work: Callable[[J], R], job: J, lost: Callable[[J], R]) -> R:
    try:
        with _pool(1) as pool:
            return pool.submit(work, job).result()
    except BrokenProcessPool:
        return lost(job)


def _pool(count: int) -> ProcessPoolExecutor:
    """Fresh interpreters: a fork would copy the database's threads."""
    return ProcessPoolExecutor(count, mp_context=get_context("spawn"))
