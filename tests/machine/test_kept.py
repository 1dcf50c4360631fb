"""What the machine once found, in the shortest steps that show it, and one life in full: all played in every run."""

import pytest


def a_buyer_owes_is_let_off_pays_and_bounces(state):
    state.begin(who=0, qty="3.333", chapters=6)


def deliver_one(state, qty="1.000"):
    state.place(who=0, qty=qty)
    state.dispatch(pick=0)
    state.deliver(pick=0)
    state.carry_all()


def a_receipt_bounces_beside_a_dispute_before_the_invoice_falls_due(state):
    deliver_one(state)
    state.complain(pick=0, part="0.5")
    state.carry_all()
    state.pay(who=0, part="0.5")
    state.later(hours=24 * 28)
    state.sweep(name="receivables")
    state.bounce(pick=0)
    state.later(hours=24 * 12)


def goods_that_round_unevenly_go_out_again(state):
    state.place(who=0, qty="1.000", more="1.000")
    state.dispatch(pick=0, part="0.5")
    state.dispatch(pick=0, part="0.5")
    state.deliver(pick=0, part="0.5", again=True)
    state.carry_all()


def an_order_that_came_back_from_the_door_is_edited(state):
    state.place(who=0, qty="1.000")
    state.dispatch(pick=0)
    state.deliver(pick=0, part="0", again=True)
    state.edit(pick=0, qty="3.333")


def somebody_else_takes_a_form_back(state):
    state.place(who=0, qty="1.000", price=100)
    state.ask_discount(pick=0)
    state.take_back(pick=0, who="clerk-1")


def a_form_that_ended_is_taken_back_while_the_next_one_is_open(state):
    state.place(who=0, qty="1.000", price=100)
    state.ask_discount(pick=0)
    state.carry_all()
    state.decide(pick=0, verdict="refused")
    state.carry_all()
    state.ask_discount(pick=0)
    state.take_back(pick=0)


def a_return_is_taken_back_and_asked_again(state):
    deliver_one(state)
    state.ask_return(pick=0, part="1")
    state.take_back(pick=0)
    state.ask_return(pick=0, part="1")


def the_second_order_of_an_allowance_is_edited_while_it_is_asked_for(state):
    deliver_one(state)
    state.place(who=0, qty="1.000")
    state.place(who=0, qty="1.000")
    state.later(hours=24 * 31)
    state.sweep(name="receivables")
    state.promise(who=0, days=40)
    state.carry_all()
    state.ask_allowance(pick=1, other=2)
    state.edit(pick=2, qty="3.333")


def credit_ends_whose_contract_is_late(state):
    state.place(who=0, qty="1.000")
    state.apply(who=0)
    state.carry_all()
    for _ in range(3):
        state.decide(pick=0)
    state.carry_all()
    state.later(hours=24 * 31)
    state.sweep(name="customers")
    state.contract(who=0, is_end=True)
    state.carry_all()


KEPT = [
    a_buyer_owes_is_let_off_pays_and_bounces,
    a_receipt_bounces_beside_a_dispute_before_the_invoice_falls_due,
    goods_that_round_unevenly_go_out_again,
    an_order_that_came_back_from_the_door_is_edited,
    somebody_else_takes_a_form_back,
    a_form_that_ended_is_taken_back_while_the_next_one_is_open,
    a_return_is_taken_back_and_asked_again,
    the_second_order_of_an_allowance_is_edited_while_it_is_asked_for,
    credit_ends_whose_contract_is_late,
]


@pytest.mark.parametrize("steps", KEPT, ids=lambda steps: steps.__name__)
def test_what_was_found_stays_mended(business, steps):
    state = business()
    steps(state)
    state.teardown()
