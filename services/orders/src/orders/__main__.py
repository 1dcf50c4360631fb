"""Run the service: `python -m orders [migrate | role …]`."""

from edge.start import start

if __name__ == "__main__":
    start("orders.app")
