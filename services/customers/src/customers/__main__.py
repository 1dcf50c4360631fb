"""Run the service: `python -m customers [migrate | role …]`."""

from edge.start import start

if __name__ == "__main__":
    start("customers.app")
