"""What time makes due in customers."""

from chassis import invariants
from chassis.sweeper import Sweep
from customers.complaints.sweeps import raise_overdue_steps, redate_steps
from customers.credit.sweeps import end_expired_credit, raise_overdue_contracts, redate_contracts
from customers.dossiers.papers import lapse_papers
from customers.invariants import INVARIANTS

SWEEPS = (
    Sweep("lapse_papers", lapse_papers),
    # Before what is overdue: a deadline that moved is not missed.
    Sweep("redate_contracts", redate_contracts),
    Sweep("redate_steps", redate_steps),
    Sweep("raise_overdue_contracts", raise_overdue_contracts),
    Sweep("end_expired_credit", end_expired_credit),
    Sweep("raise_overdue_steps", raise_overdue_steps),
    invariants.sweep(INVARIANTS),
)
