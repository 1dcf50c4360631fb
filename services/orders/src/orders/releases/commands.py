"""A requester takes a form back (撤回, N2)."""

from uuid import UUID

from chassis.refusals import NotFound
from chassis.tx import Tx
from orders import forms
from orders.accounts import queries as accounts
from orders.releases import queries
from orders.releases.rules import FormDecided, FormNotYours


async def withdraw_form(tx: Tx, request_id: UUID) -> None:
    """Take an open form back (N2)."""
    customer_id = await queries.customer_of_form(tx, request_id)
    if customer_id is None:
        raise NotFound
    account = await accounts.lock(tx, customer_id)
    if (await queries.form(tx, request_id)).requester_id != tx.actor.person_id:
        raise FormNotYours
    if not await forms.withdraw(tx, account, "by_requester", request_id=request_id):
        raise FormDecided
