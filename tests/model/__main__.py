"""Tell the shortest story against each flaw: `make model`."""

from tests.model.flaws import FLAWS, story_against

for flaw in FLAWS:
    print(f"{flaw.__name__}: {flaw.__doc__}\n{story_against(flaw)}\n")
