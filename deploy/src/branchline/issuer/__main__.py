"""Run the development issuer: `python -m branchline.issuer --port N [--people FILE] [--operator SUBJECT]`."""

import argparse
import os
import sys
from pathlib import Path

import uvicorn

from branchline.issuer import people
from branchline.issuer.app import make_app
from branchline.issuer.tokens import Mint

HOST = "127.0.0.1"
REFUSED = 2


def main() -> int:
    """Serve until told to stop; refuse to start outside development."""
    if os.environ.get("BRANCHLINE_ENVIRONMENT") != "development":
        sys.stderr.write(
            "开发登录只能在开发环境运行：请设 BRANCHLINE_ENVIRONMENT=development；生产环境请用真正的身份提供方。\n"
            "The development issuer runs in development alone: set BRANCHLINE_ENVIRONMENT=development;"
            " use a real identity provider in production.\n"
        )
        return REFUSED
    parser = argparse.ArgumentParser(prog="python -m branchline.issuer", description=__doc__)
    parser.add_argument("--port", type=int, required=True, help="port; the issuer is http://127.0.0.1:PORT to all")
    parser.add_argument("--host", default=HOST, help="address to listen on; inside a container 0.0.0.0")
    parser.add_argument("--people", type=Path, help="CSV: staff_no, name, title, branch")
    parser.add_argument("--operator", help="a further subject: the operator of the whole firm")
    given = parser.parse_args()
    known = people.read(given.people) if given.people else {}
    if given.operator:
        known[given.operator] = people.Person(given.operator, "系统运维", "运维 Operator", "")
    app = make_app(Mint(f"http://{HOST}:{given.port}"), known)
    uvicorn.run(app, host=given.host, port=given.port, log_level="warning", access_log=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
