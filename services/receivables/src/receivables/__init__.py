"""What we are owed: ledger, invoices, receipts, overdue, disputes."""
