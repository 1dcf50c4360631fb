"""Run customers: `python -m customers [api|worker|relay|sweeper …]`."""

from customers.app import SERVICE
from edge.process import main

if __name__ == "__main__":
    main(SERVICE)
