"""Breadth first through every state of a small model, with the shortest story to one that is wrong.

A model has `start()`, the first state; `steps(state)`, all that may happen next as (words, state after it, is it normal
work rather than a fault or a lucky chance); `wrong(state)`, what is wrong with a state, if anything; `is_done(state)`.
"""

from dataclasses import dataclass
from typing import Any

Words = tuple[Any, ...]
"""A template of str.format and what goes into it; written out only when a story is told."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search went through, and what it found."""

    states: list[Any]
    steps: int
    why: str = ""
    story: tuple[str, ...] = ()

    def __str__(self) -> str:
        lines = [f"{number:3}. {line}" for number, line in enumerate(self.story, 1)]
        return "\n".join([*lines, f"  => {self.why or 'nothing wrong'}"])


def search(model: Any) -> Found:
    """Visit every state; stop at the first wrong one, or name one from which normal work never finishes."""
    states, steps = [model.start()], 0
    number = {states[0]: 0}
    came: list[tuple[int, Words]] = [(0, ())]
    before: list[list[int]] = [[]]
    for at, state in enumerate(states):
        for words, after, is_work in model.steps(state):
            steps += 1
            known = number.setdefault(after, len(states))
            if known == len(states):
                states.append(after)
                came.append((at, words))
                before.append([])
                if why := model.wrong(after):
                    return Found(states, steps, why, _story(came, known))
            if is_work:
                before[known].append(at)
    stuck = _stuck([model.is_done(state) for state in states], before)
    if stuck is None:
        return Found(states, steps)
    why = "from here on, without another fault or a lucky chance, not everything is ever applied"
    return Found(states, steps, why, _story(came, stuck))


def _stuck(finishes: list[bool], before: list[list[int]]) -> int | None:
    """Go back from what is done; return the first state that is never met on the way."""
    todo = [at for at, is_done in enumerate(finishes) if is_done]
    while todo:
        for at in before[todo.pop()]:
            if not finishes[at]:
                finishes[at] = True
                todo.append(at)
    return finishes.index(False) if False in finishes else None


def _story(came: list[tuple[int, Words]], at: int) -> tuple[str, ...]:
    lines: list[str] = []
    while at:
        at, (template, *facts) = came[at]
        lines.append(template.format(*facts))
    return tuple(reversed(lines))
