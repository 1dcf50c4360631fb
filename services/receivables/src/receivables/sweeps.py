"""What time makes due in receivables."""

from chassis import invariants
from chassis.sweeper import Sweep
from receivables.billing.sweeps import credit_allowances
from receivables.invariants import INVARIANTS
from receivables.invoices.sweeps import advance_stages
from receivables.promises.sweeps import break_promises

SWEEPS = (
    # First: a promise that ends today must not rest the dunning of its invoices any longer.
    Sweep("break_promises", break_promises),
    # Before dunning, so that nobody is dunned for what was let off.
    Sweep("credit_allowances", credit_allowances),
    Sweep("advance_stages", advance_stages),
    invariants.sweep(INVARIANTS),
)
