"""Run the service: `python -m notifications [migrate | role …]`."""

from edge.start import start

if __name__ == "__main__":
    start("notifications.app")
