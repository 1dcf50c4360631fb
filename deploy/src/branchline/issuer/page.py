"""The page that lists the seeded people."""

from collections.abc import Iterable, Mapping
from html import escape
from importlib.resources import files
from itertools import groupby
from string import Template

from branchline.issuer.people import Person

# The form's answer is a redirect to the client, which counts as a target of the form.
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'; "
        "form-action 'self' http://127.0.0.1:* http://localhost:*"
    ),
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
STYLE, PEOPLE, TOKEN = (
    files("branchline.issuer").joinpath(name).read_text(encoding="utf-8")
    for name in ("style.css", "page.html", "token.html")
)


def login_page(people: Iterable[Person], asked: Mapping[str, str]) -> str:
    """Show everybody by branch, each as a button that logs in, or shows a token when no client asked."""
    hidden = "\n".join(f'<input type="hidden" name="{escape(k)}" value="{escape(v)}">' for k, v in asked.items())
    # Sorting keeps the order of the sheet within a branch.
    by_branch = groupby(sorted(people, key=lambda person: person.branch), key=lambda person: person.branch)
    shown = "\n".join(_branch(name, group) for name, group in by_branch)
    return _filled(PEOPLE, action="authorize" if asked else "token-page", hidden=hidden, people=shown)


def token_page(person: Person, token: str) -> str:
    """Show a person's token, to be pasted into an API's docs page or a command."""
    return _filled(TOKEN, name=escape(person.name), subject=escape(person.subject), token=escape(token))


def _filled(page: str, **parts: str) -> str:
    return Template(page).substitute(style=STYLE, **parts)


def _branch(name: str, people: Iterable[Person]) -> str:
    buttons = "\n".join(
        f'<li><button name="subject" value="{escape(person.subject)}">{escape(person.name)}'
        f"<small>{escape(person.title)} {escape(person.subject)}</small></button></li>"
        for person in people
    )
    return f"<section><h2>{escape(name)}</h2><ul>\n{buttons}\n</ul></section>"
