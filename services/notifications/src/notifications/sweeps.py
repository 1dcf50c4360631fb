"""What time makes due in notifications."""

from chassis import invariants
from chassis.sweeper import Sweep
from notifications.approvals.sweeps import tell_deputies, time_out_steps
from notifications.channels.sweeps import plan_deliveries, send_deliveries
from notifications.flows.sweeps import raise_timers
from notifications.invariants import INVARIANTS

SWEEPS = (
    Sweep("time_out_steps", time_out_steps),
    Sweep("tell_deputies", tell_deputies),
    Sweep("raise_timers", raise_timers),
    Sweep("plan_deliveries", plan_deliveries),
    Sweep("send_deliveries", send_deliveries),
    invariants.sweep(INVARIANTS),
)
