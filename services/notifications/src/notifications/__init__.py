"""Who is told and who decides: flows, approvals, inbox, channels."""
