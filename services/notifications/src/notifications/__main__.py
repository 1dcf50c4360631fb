"""Runs the service: `python -m notifications [role …]`."""

from edge.process import main
from notifications.app import SERVICE

main(SERVICE)
