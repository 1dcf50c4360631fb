"""Run the service: `python -m receivables [migrate | role …]`."""

from edge.start import start

if __name__ == "__main__":
    start("receivables.app")
