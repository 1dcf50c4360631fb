"""The peer's models, called in its own process: no HTTP, no JSON, no access check, which is generous to it."""

import os
import time
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from trytond import config

config.update_etc(os.environ["TRYTON_CONF"])

from trytond.pool import Pool  # noqa: E402 - the configuration is read before
from trytond.transaction import Transaction, TransactionError  # noqa: E402 - after the configuration, too
from trytond.worker import run_task  # noqa: E402 - after the configuration, too

T = TypeVar("T")
DATABASE, USER = "tryton", 1
context: dict[str, Any] = {}


def boot() -> tuple[Any, float]:
    """Start the pool of models as a server process does; return it and the seconds that it took."""
    began = time.perf_counter()
    Pool.start()
    pool = Pool(DATABASE)
    with Transaction().start(DATABASE, 0, readonly=True):
        pool.init()
    took = time.perf_counter() - began
    with Transaction().start(DATABASE, USER, readonly=True):
        context.update(pool.get("res.user").get_preferences(context_only=True))
    return pool, took


def call(work: Callable[[], T], *, tasks: bool = True, extra: Mapping[str, Any] | None = None, **options: Any) -> T:
    """Run a request in a transaction as the peer's dispatcher does, with the tasks that it leaves."""
    while True:
        with Transaction().start(DATABASE, USER, context={**context, **(extra or {})}, **options) as transaction:
            try:
                result = work()
                transaction.commit()  # lint: commit: the peer's own
            except TransactionError as error:
                transaction.rollback()  # lint: commit: the peer's own
                transaction.tasks.clear()
                error.fix(options)
                continue
        while tasks and transaction.tasks:
            run_task(Pool(DATABASE), transaction.tasks.pop())
        transaction.tasks.clear()
        return result
