"""The events of Branchline, their schemas and codec; importing the package fills the registry."""

from contracts import customers, notifications, orders, receivables
from contracts.events import EVENTS, Event

__all__ = ["EVENTS", "Event", "customers", "notifications", "orders", "receivables"]
