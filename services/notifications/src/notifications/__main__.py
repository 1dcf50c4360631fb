"""Runs the service: `python -m notifications [role …]`."""

from chassis.process import main
from notifications.app import SERVICE

main(SERVICE)
