"""The statements of the imports: staged, checked, inserted; no row travels back and forth one by one."""

from sqlalchemy import text

INVOICE_COLUMNS, RECEIPT_COLUMNS = 11, 10

STAGE_TABLE_INVOICES = text(
    "CREATE TEMP TABLE staged_invoice (n integer PRIMARY KEY, invoice_id uuid, entry_id uuid, invoice_no text,"
    " customer_code text, issued_on date, due_on date, amount numeric, open_amount numeric, currency text,"
    " remarks text) ON COMMIT DROP"
)
STAGE_INVOICES = text(
    "INSERT INTO staged_invoice SELECT * FROM unnest(CAST(:c0 AS integer[]), CAST(:c1 AS uuid[]),"
    " CAST(:c2 AS uuid[]), CAST(:c3 AS text[]), CAST(:c4 AS text[]), CAST(:c5 AS date[]), CAST(:c6 AS date[]),"
    " CAST(:c7 AS numeric[]), CAST(:c8 AS numeric[]), CAST(:c9 AS text[]), CAST(:c10 AS text[]))"
)
CHECK_INVOICES = text(
    """
    WITH row AS (
        SELECT s.*, c.customer_id, i.invoice_id AS known_id,
               count(*) OVER (PARTITION BY s.invoice_no) > 1 AS is_double,
               (i.customer_id, i.currency, i.total, i.total - i.paid_before, i.issued_on, i.due_on)
               IS DISTINCT FROM (c.customer_id, s.currency, s.amount, s.open_amount, s.issued_on, s.due_on) AS differs
        FROM staged_invoice s LEFT JOIN customer c ON c.customer_no = s.customer_code
        LEFT JOIN invoice i ON i.invoice_no = s.invoice_no AND i.kind = 'opening'
    )
    SELECT n, 'customer_code' AS place, '客户编号 ' || customer_code || ' 不存在' AS problem
    FROM row WHERE customer_id IS NULL
    UNION ALL SELECT n, 'invoice_no', '发票号 ' || invoice_no || ' 在文件中重复' FROM row WHERE is_double
    UNION ALL SELECT n, 'invoice_no', '发票号 ' || invoice_no || ' 已登记，内容不同' FROM row
        WHERE known_id IS NOT NULL AND differs
    UNION ALL SELECT n, 'invoice_no', '发票号 ' || invoice_no || ' 与本系统开具的发票重号' FROM row
        WHERE EXISTS (SELECT FROM number d WHERE d.document_no = invoice_no)
    UNION ALL SELECT n, 'amount', '金额必须大于 0' FROM row WHERE amount <= 0
    UNION ALL SELECT n, 'open_amount', '未收金额须在 0 与发票金额之间' FROM row
        WHERE open_amount NOT BETWEEN 0 AND amount
    UNION ALL SELECT n, 'issued_on', '开票日期不能晚于今天' FROM row WHERE issued_on > :today
    UNION ALL SELECT n, 'due_on', '到期日不能早于开票日期' FROM row WHERE due_on < issued_on
    """
)
NEW_INVOICE_CUSTOMERS = text(
    "SELECT DISTINCT c.customer_id, c.branch_id"
    " FROM staged_invoice s JOIN customer c ON c.customer_no = s.customer_code"
    " WHERE NOT EXISTS (SELECT FROM invoice i WHERE i.invoice_no = s.invoice_no AND i.kind = 'opening')"
    " ORDER BY c.customer_id"
)
PLAN_TABLE = text("CREATE TEMP TABLE staged_plan (customer_id uuid, day integer) ON COMMIT DROP")
PLAN = text("INSERT INTO staged_plan SELECT * FROM unnest(CAST(:customers AS uuid[]), CAST(:days AS integer[]))")
INSERT_INVOICES = text(
    """
    WITH next AS (
        SELECT s.n, min(s.due_on + p.day) AS next_on
        FROM staged_invoice s JOIN customer c ON c.customer_no = s.customer_code
        JOIN staged_plan p ON p.customer_id = c.customer_id AND s.due_on + p.day > :today
        WHERE s.open_amount > 0 GROUP BY s.n
    )
    INSERT INTO invoice (invoice_id, invoice_no, kind, customer_id, branch_id, currency, buyer, tax_no, terms,
                         issued_on, due_on, total, tax, paid_before, settled_on, next_stage_at, remarks)
    SELECT s.invoice_id, s.invoice_no, 'opening', c.customer_id, c.branch_id, s.currency,
           coalesce(c.tax_title, c.name), c.tax_no, CASE WHEN s.due_on > s.issued_on THEN 'credit' ELSE 'cash' END,
           s.issued_on, s.due_on, s.amount, 0, s.amount - s.open_amount,
           CASE WHEN s.open_amount = 0 THEN least(s.due_on, :today) END, x.next_on::timestamp AT TIME ZONE :zone,
           s.remarks
    FROM staged_invoice s JOIN customer c ON c.customer_no = s.customer_code LEFT JOIN next x USING (n)
    WHERE NOT EXISTS (SELECT FROM invoice i WHERE i.invoice_no = s.invoice_no AND i.kind = 'opening') ORDER BY s.n
    RETURNING customer_id, branch_id, (SELECT k.owner_id FROM customer k WHERE k.customer_id = invoice.customer_id)
        AS owner_id, invoice_id, invoice_no, currency, total, issued_on, due_on, terms
    """
)
# What was paid before never enters our books.
POST_INVOICES = text(
    """
    WITH opened AS (
        SELECT s.entry_id, i.customer_id, i.branch_id, i.currency, i.invoice_id, i.open
        FROM staged_invoice s JOIN invoice i USING (invoice_id) WHERE i.open > 0
    ), entries AS (
        INSERT INTO entry (entry_id, customer_id, branch_id, kind, about, posted_on, cause_id, actor, recorded_at)
        SELECT entry_id, customer_id, branch_id, 'opening', 'invoice/' || invoice_id, :today, :cause_id, :actor, :now
        FROM opened
    )
    INSERT INTO posting (entry_id, n, account, customer_id, branch_id, currency, amount)
    SELECT entry_id, leg.n, leg.account, customer_id, branch_id, currency, leg.sign * open
    FROM opened CROSS JOIN (VALUES (1, 'receivable', 1), (2, 'opening', -1)) AS leg(n, account, sign)
    """
)
NEW_INVOICE_ACCOUNTS = text(
    """
    INSERT INTO account (customer_id, currency, branch_id, owner_id)
    SELECT DISTINCT c.customer_id, i.currency, c.branch_id, c.owner_id
    FROM staged_invoice s JOIN invoice i USING (invoice_id) JOIN customer c USING (customer_id)
    ORDER BY c.customer_id, i.currency
    ON CONFLICT (customer_id, currency) DO UPDATE SET owner_id = account.owner_id
    RETURNING customer_id, currency, branch_id, owner_id
    """
)

STAGE_TABLE_RECEIPTS = text(
    "CREATE TEMP TABLE staged_receipt (n integer PRIMARY KEY, receipt_id uuid, entry_id uuid, allocation_id uuid,"
    " bank_ref text, customer_code text, received_on date, amount numeric, currency text, remarks text) ON COMMIT DROP"
)
STAGE_RECEIPTS = text(
    "INSERT INTO staged_receipt SELECT * FROM unnest(CAST(:c0 AS integer[]), CAST(:c1 AS uuid[]),"
    " CAST(:c2 AS uuid[]), CAST(:c3 AS uuid[]), CAST(:c4 AS text[]), CAST(:c5 AS text[]), CAST(:c6 AS date[]),"
    " CAST(:c7 AS numeric[]), CAST(:c8 AS text[]), CAST(:c9 AS text[]))"
)
CHECK_RECEIPTS = text(
    """
    WITH row AS (
        SELECT s.*, c.customer_id, r.receipt_id AS known_id,
               count(*) OVER (PARTITION BY s.bank_ref) > 1 AS is_double,
               (r.customer_id, r.currency, r.amount) IS DISTINCT FROM (c.customer_id, s.currency, s.amount) AS differs,
               p.closed_at IS NOT NULL AS is_closed
        FROM staged_receipt s LEFT JOIN customer c ON c.customer_no = s.customer_code
        LEFT JOIN receipt r ON r.bank_account = 'main' AND r.bank_ref = s.bank_ref
        LEFT JOIN period p ON p.month = date_trunc('month', s.received_on)::date
    )
    SELECT n, 'customer_code' AS place, '客户编号 ' || customer_code || ' 不存在' AS problem
    FROM row WHERE customer_id IS NULL
    UNION ALL SELECT n, 'bank_ref', '银行流水号 ' || bank_ref || ' 在文件中重复' FROM row WHERE is_double
    UNION ALL SELECT n, 'bank_ref', '银行流水号 ' || bank_ref || ' 已登记为另一笔收款' FROM row
        WHERE known_id IS NOT NULL AND differs
    UNION ALL SELECT n, 'amount', '金额必须大于 0' FROM row WHERE amount <= 0
    UNION ALL SELECT n, 'received_on', '收款日期不能晚于今天' FROM row WHERE received_on > :today
    UNION ALL SELECT n, 'received_on', '该月账期已关闭' FROM row WHERE is_closed AND known_id IS NULL
    """
)
NEW_RECEIPT_ACCOUNTS = text(
    """
    INSERT INTO account (customer_id, currency, branch_id, owner_id)
    SELECT DISTINCT c.customer_id, s.currency, c.branch_id, c.owner_id
    FROM staged_receipt s JOIN receipt r USING (receipt_id) JOIN customer c USING (customer_id)
    ORDER BY c.customer_id, s.currency
    ON CONFLICT (customer_id, currency) DO UPDATE SET owner_id = account.owner_id
    RETURNING customer_id, currency, branch_id, owner_id
    """
)
INSERT_RECEIPTS = text(
    """
    INSERT INTO receipt (receipt_id, bank_account, bank_ref, customer_id, branch_id, currency, amount, received_on,
                         booked_at, booked_by, remarks)
    SELECT s.receipt_id, 'main', s.bank_ref, c.customer_id, c.branch_id, s.currency, s.amount, s.received_on, :now,
           :actor, s.remarks
    FROM staged_receipt s JOIN customer c ON c.customer_no = s.customer_code
    WHERE NOT EXISTS (SELECT FROM receipt r WHERE r.bank_account = 'main' AND r.bank_ref = s.bank_ref) ORDER BY s.n
    RETURNING receipt_id, customer_id, currency
    """
)
POST_RECEIPTS = text(
    """
    WITH booked AS (
        SELECT s.entry_id, r.* FROM staged_receipt s JOIN receipt r USING (receipt_id)
    ), entries AS (
        INSERT INTO entry (entry_id, customer_id, branch_id, kind, about, posted_on, cause_id, actor, recorded_at)
        SELECT entry_id, customer_id, branch_id, 'receipt', 'receipt/' || receipt_id, received_on, :cause_id, :actor,
               :now FROM booked
    )
    INSERT INTO posting (entry_id, n, account, customer_id, branch_id, currency, amount)
    SELECT entry_id, leg.n, leg.account, customer_id, branch_id, currency, leg.sign * amount
    FROM booked CROSS JOIN (VALUES (1, 'cash', 1), (2, 'unapplied', -1)) AS leg(n, account, sign)
    """
)
# Money and claims of an account are laid end to end; where their stretches overlap, the one pays the other.
ALLOCATE = text(
    """
    CREATE TEMP TABLE staged_part ON COMMIT DROP AS
    WITH money AS (
        SELECT s.allocation_id, r.receipt_id, r.customer_id, r.currency, r.branch_id, r.unapplied,
               sum(r.unapplied) OVER (PARTITION BY r.customer_id, r.currency
                                      ORDER BY r.received_on, s.n) AS upto
        FROM staged_receipt s JOIN receipt r USING (receipt_id)
    ), claim AS (
        SELECT i.invoice_id, i.customer_id, i.currency, i.open,
               sum(i.open) OVER (PARTITION BY i.customer_id, i.currency
                                 ORDER BY i.due_on, i.invoice_id) AS upto
        FROM invoice i WHERE i.open > 0
          AND (i.customer_id, i.currency) IN (SELECT m.customer_id, m.currency FROM money m)
    )
    SELECT m.allocation_id AS entry_id, m.receipt_id, c.invoice_id, m.customer_id, m.branch_id, m.currency,
           least(m.upto, c.upto) - greatest(m.upto - m.unapplied, c.upto - c.open) AS amount
    FROM money m JOIN claim c ON c.customer_id = m.customer_id AND c.currency = m.currency
        AND c.upto > m.upto - m.unapplied AND m.upto > c.upto - c.open
    """
)
INSERT_ALLOCATIONS = text(
    """
    WITH made AS (
        INSERT INTO allocation (allocation_id, receipt_id, invoice_id, branch_id, amount, made_at)
        SELECT gen_random_uuid(), receipt_id, invoice_id, branch_id, amount, :now FROM staged_part
    ), paid AS (
        UPDATE invoice i SET allocated = i.allocated + s.amount, version = i.version + 1
        FROM (SELECT invoice_id, sum(amount) AS amount FROM staged_part GROUP BY invoice_id) AS s
        WHERE i.invoice_id = s.invoice_id
    )
    UPDATE receipt r SET allocated = r.allocated + s.amount
    FROM (SELECT receipt_id, sum(amount) AS amount FROM staged_part GROUP BY receipt_id) AS s
    WHERE r.receipt_id = s.receipt_id
    """
)
POST_ALLOCATIONS = text(
    """
    WITH paid AS (
        SELECT entry_id, receipt_id, customer_id, branch_id, currency, sum(amount) AS amount FROM staged_part
        GROUP BY entry_id, receipt_id, customer_id, branch_id, currency
    ), entries AS (
        INSERT INTO entry (entry_id, customer_id, branch_id, kind, about, posted_on, cause_id, actor, recorded_at)
        SELECT entry_id, customer_id, branch_id, 'allocation', 'receipt/' || receipt_id, :today, :cause_id, :actor,
               :now FROM paid
    )
    INSERT INTO posting (entry_id, n, account, customer_id, branch_id, currency, amount)
    SELECT entry_id, leg.n, leg.account, customer_id, branch_id, currency, leg.sign * amount
    FROM paid CROSS JOIN (VALUES (1, 'unapplied', 1), (2, 'receivable', -1)) AS leg(n, account, sign)
    """
)
