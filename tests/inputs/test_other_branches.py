"""What another branch has is as unknown as what nobody has (bad input 3)."""

import pytest

from branchline.testing import Firm, House
from chassis.ids import new_id
from tests.inputs.asking import problem
from tests.inputs.scenes import foreign
from tests.security.houses import traces


@pytest.mark.shows("bad-input-3", "P2")
async def test_an_id_of_another_branch_is_answered_as_an_unknown_id(house: House, firm: Firm):
    row = await foreign(house, firm)
    before = await traces(house)
    for subject in row.strangers:
        async with house.client(subject, headers={"If-Match": '"1"'}) as client:
            for method, path, body in row.calls:
                answers = [
                    await client.request(method, path.format(value), json=body) for value in (row.known, new_id())
                ]
                if 403 in {answer.status_code for answer in answers}:
                    continue
                theirs, nobodys = ({**problem(answer, 404), "instance": ""} for answer in answers)
                assert theirs == nobodys, f"{subject} {method} {path}"
    assert await traces(house) == before


@pytest.mark.shows("bad-input-3", "bad-input-11")
async def test_the_branch_itself_and_head_office_see_it_in_any_spelling_of_its_id(house: House, firm: Firm):
    row = await foreign(house, firm)
    method, path, _ = row.calls[0]
    for subject in row.own:
        async with house.client(subject) as client:
            plain = await client.request(method, path.format(row.known))
            upper = await client.request(method, path.format(row.known.upper()))
            assert (plain.status_code, upper.status_code) == (200, 200), plain.text
            assert plain.json() == upper.json()
