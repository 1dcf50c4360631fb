"""Run the development gateway: `python -m branchline.gateway --port N --files DIR --issuer URL --service NAME=URL`."""

import argparse
import sys
from pathlib import Path

import uvicorn

from branchline.gateway.app import make_app

HOST = "127.0.0.1"


def main() -> int:
    """Serve until told to stop."""
    parser = argparse.ArgumentParser(prog="python -m branchline.gateway", description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--files", type=Path, required=True, help="the folder of the built console")
    parser.add_argument("--issuer", required=True, help="the OIDC issuer's URL, as browsers reach it")
    parser.add_argument("--service", action="append", required=True, help="NAME=URL of an API")
    given = parser.parse_args()
    services = dict(each.split("=", 1) for each in given.service)
    app = make_app(given.files, given.issuer, services)
    uvicorn.run(app, host=HOST, port=given.port, log_level="warning", access_log=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
