"""Jobs in processes give what jobs here give, and a job that kills its process stops nothing."""

import os

from sayso.workers import in_order


def square(job: int) -> int:
    return job * job


def square_or_die(job: int) -> int:
    if job == 13:
        os._exit(1)
    return job * job


def lost(job: int) -> int:
    return -job


def test_results_come_in_the_order_of_the_jobs() -> None:
    jobs = list(range(60))
    assert list(in_order(square, jobs, 1, lost)) == list(in_order(square, jobs, 2, lost)) == [j * j for j in jobs]


def test_a_job_that_takes_its_process_down_is_reported_and_the_rest_is_done() -> None:
    jobs = list(range(30))
    assert list(in_order(square_or_die, jobs, 2, lost)) == [-13 if j == 13 else j * j for j in jobs]
