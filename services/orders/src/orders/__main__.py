"""Run the service: `python -m orders`."""

from chassis.process import main
from orders.app import SERVICE

if __name__ == "__main__":
    main(SERVICE)
