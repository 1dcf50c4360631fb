"""E-mail by SMTP: a batch of mails over one connection, each answered for itself (N6)."""

import smtplib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from uuid import UUID

from notifications import settings

PERMANENT_FROM = 500
ERROR_MAX = 300


@dataclass(frozen=True, slots=True)
class Mail:
    """A message as it goes to one address."""

    delivery_id: UUID
    to: str
    title: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the mail server said of one mail; no error means that it has taken it."""

    delivery_id: UUID
    error: str | None = None
    is_permanent: bool = False


def send(config: settings.Smtp, mails: Sequence[Mail]) -> list[Outcome]:
    """Hand mails to the server; a failure of one does not stop the others."""
    try:
        with smtplib.SMTP(config.host or "", config.port, timeout=config.timeout_s) as server:
            if config.username:
                server.starttls()
                server.login(config.username, config.password)
            return list(_each(server, config, mails))
    except (OSError, smtplib.SMTPException) as error:
        return [Outcome(mail.delivery_id, _said(error)) for mail in mails]


def _each(server: smtplib.SMTP, config: settings.Smtp, mails: Sequence[Mail]) -> Iterator[Outcome]:
    for mail in mails:
        try:
            server.send_message(_message(config, mail))
        except smtplib.SMTPRecipientsRefused as error:
            code, _ = next(iter(error.recipients.values()))
            yield Outcome(mail.delivery_id, _said(error), is_permanent=code >= PERMANENT_FROM)
        except smtplib.SMTPResponseException as error:
            yield Outcome(mail.delivery_id, _said(error), is_permanent=error.smtp_code >= PERMANENT_FROM)
        except (OSError, smtplib.SMTPException) as error:
            yield Outcome(mail.delivery_id, _said(error))
        else:
            yield Outcome(mail.delivery_id)


def _message(config: settings.Smtp, mail: Mail) -> EmailMessage:
    message = EmailMessage()
    message["From"] = config.sender
    message["To"] = mail.to
    # Names come from the business and may hold line ends, which a header must not.
    message["Subject"] = " ".join(mail.title.split())
    message["Date"] = format_datetime(mail.at)
    # The same at every attempt: the receiver's side can tell a repetition.
    message["Message-ID"] = f"<{mail.delivery_id}@branchline>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.text)
    return message


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:ERROR_MAX]
