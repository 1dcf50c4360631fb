"""The first step of a service's process: its modules are loaded, then its roles run."""

import gc
from importlib import import_module


def start(root: str) -> None:
    """Run the service of a composition root, such as `orders.app`."""
    # What is loaded stays: to look through it for garbage meanwhile is a sixth of a start, and a start is a recovery.
    gc.disable()
    run, service = import_module("edge.process").main, import_module(root).SERVICE
    gc.enable()
    run(service)
