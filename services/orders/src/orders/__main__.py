"""Run the service: `python -m orders`."""

from edge.process import main
from orders.app import SERVICE

if __name__ == "__main__":
    main(SERVICE)
