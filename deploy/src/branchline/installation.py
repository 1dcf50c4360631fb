"""Where an installation is: at addresses from the environment, else the instance that runs on this machine."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import astuple, fields
from pathlib import Path
from typing import Literal

import httpx

from branchline.client import Failed, Person
from branchline.estate import OPERATOR, SERVICES, Address, Estate
from branchline.words import fail

KAFKA, TOKEN = "BRANCHLINE_KAFKA", "BRANCHLINE_TOKEN"
CLOCK_FILE, ENVIRONMENT = "BRANCHLINE_CLOCK_FILE", "BRANCHLINE_ENVIRONMENT"
NAMES = "<SERVICE>_URL、<SERVICE>_OWNER_DATABASE、<SERVICE>_WORKER_DATABASE"
Login = Literal["owner", "worker"]


def found(instance: str) -> Estate:
    """Return the installation that the environment names, else the running instance; exit 2 without either.

    One address in the environment is enough to leave the instance alone: nothing is done half here, half there.
    """
    services = {name: Address(*(_given(_variable(name, each.name)) for each in fields(Address))) for name in SERVICES}
    token, clock_file = _given(TOKEN), os.environ.get(CLOCK_FILE, "")
    environment = os.environ.get(ENVIRONMENT, "production")
    if clock_file and environment != "development":
        fail(f"{CLOCK_FILE} 只用于 {ENVIRONMENT}=development", "a clock that can be moved is for development alone")
    if token or clock_file or any(value for address in services.values() for value in astuple(address)):
        return Estate("", "", "", clock_file, services, "", token=token, environment=environment)
    try:
        return Estate.read(instance)
    except FileNotFoundError:
        fail(
            f"环境变量没有给出地址（{NAMES}），本机也没有正在运行的 {instance}：设置地址，或先执行 branchline demo",
            f"no address in the environment and no running {instance} on this machine:"
            " set the addresses, or start `branchline demo` first",
        )


def kafka(instance: str) -> str:
    """Return the bootstrap servers; exit 2 when nothing names them."""
    return os.environ.get(KAFKA) or found(instance).kafka or _missing(KAFKA)


def database(estate: Estate, service: str, login: Login) -> str:
    """Return the URL of a service's database for one of its logins; exit 2 when it is not named."""
    if service not in estate.services:
        fail(f"没有服务 {service}；有 {'、'.join(SERVICES)}", f"no such service; there are {', '.join(SERVICES)}")
    address = f"{login}_database"
    return str(getattr(estate.services[service], address)) or _missing(_variable(service, address))


@asynccontextmanager
async def caller(instance: str, subject: str = OPERATOR) -> AsyncIterator[Person]:
    """Call the APIs as somebody; what goes wrong is said in a line, with exit code 2."""
    estate = found(instance)
    for name, address in estate.services.items():
        if not address.url:
            _missing(_variable(name, "url"))
    if not (estate.issuer or estate.token):
        _missing(f"{TOKEN}_FILE")
    if estate.token and subject != OPERATOR:
        fail("令牌已说明是谁，不能再用 --as", "the token says who asks: leave --as out")
    person = Person(estate, subject)
    try:
        yield person
    except (Failed, httpx.TransportError) as error:
        fail(f"未完成：{error!r}", "not done")
    finally:
        await person.close()


def _variable(service: str, address: str) -> str:
    return f"{service}_{address}".upper()


def _given(name: str) -> str:
    """Read a variable, or the file that its `_FILE` twin names: secrets are mounted as files."""
    path = os.environ.get(f"{name}_FILE")
    if not path:
        return os.environ.get(name, "")
    try:
        return Path(path).read_text("utf-8").strip()
    except (OSError, ValueError) as error:
        fail(f"{name}_FILE 指向的文件无法读取（{error}）", f"the file of {name}_FILE cannot be read")


def _missing(name: str) -> str:
    fail(f"环境变量给出了别的地址，但缺少 {name}", f"the environment names other addresses, but not {name}")
