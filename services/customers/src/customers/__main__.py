"""Run customers: `python -m customers [api|worker|relay|sweeper …]`."""

from chassis.process import main
from customers.app import SERVICE

if __name__ == "__main__":
    main(SERVICE)
