"""What time makes due in orders."""

from chassis import invariants
from chassis.sweeper import Sweep
from orders.deadlines import redate_receipts, redate_sign_offs
from orders.holds.sweeps import end_credit, look_again, recheck_customers
from orders.invariants import INVARIANTS
from orders.releases.sweeps import end_allowances
from orders.shipments.sweeps import raise_late

SWEEPS = (
    Sweep("recheck_customers", recheck_customers),
    Sweep("end_credit", end_credit),
    Sweep("look_again_at_stale_facts", look_again),
    Sweep("end_allowances", end_allowances),
    Sweep("redate_sign_offs", redate_sign_offs),
    Sweep("redate_receipts", redate_receipts),
    Sweep("raise_late_shipments", raise_late),
    invariants.sweep(INVARIANTS),
)
