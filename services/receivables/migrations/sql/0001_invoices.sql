-- who: the customer's card and terms, as customers tells them ------------------------------------------------
CREATE TABLE customer (
    customer_id uuid PRIMARY KEY,
    branch_id uuid NOT NULL,
    owner_id uuid,
    customer_no text NOT NULL,
    name text NOT NULL,
    status text NOT NULL,
    tax_title text,
    tax_no text,
    version integer NOT NULL
);;
CREATE INDEX customer_customer_no ON customer (customer_no);;
CREATE TABLE customer_credit (
    customer_id uuid PRIMARY KEY,
    branch_id uuid NOT NULL,
    term_days integer NOT NULL,
    valid_until_on date,
    active boolean NOT NULL,
    version integer NOT NULL
);;
CREATE TABLE waiting (
    waiting_id uuid PRIMARY KEY,
    customer_id uuid NOT NULL,
    branch_id uuid NOT NULL,
    waits_for text NOT NULL CHECK (waits_for IN ('customer')),
    body jsonb NOT NULL,
    since timestamptz NOT NULL
);;
CREATE INDEX waiting_customer ON waiting (customer_id, waiting_id);;

-- the account: every posting of a customer is serialised by its row --------------------------------------------
CREATE TABLE account (
    customer_id uuid NOT NULL,
    currency text NOT NULL CHECK (length(currency) = 3),
    branch_id uuid NOT NULL,
    owner_id uuid,
    version integer NOT NULL DEFAULT 0,
    state text NOT NULL DEFAULT 'good' CHECK (state IN ('good', 'overdue')),
    open numeric(18, 2) NOT NULL DEFAULT 0,
    unapplied numeric(18, 2) NOT NULL DEFAULT 0,
    disputed numeric(18, 2) NOT NULL DEFAULT 0,
    relieved numeric(18, 2) NOT NULL DEFAULT 0,
    net numeric(18, 2) GENERATED ALWAYS AS (open - relieved - unapplied) STORED,
    overdue numeric(18, 2) NOT NULL DEFAULT 0,
    overdue_since_on date,
    changed_at timestamptz,
    PRIMARY KEY (customer_id, currency)
) WITH (fillfactor = 70);;

-- the ledger: append-only, balanced by entry and currency (R8, L1) ---------------------------------------------
CREATE TABLE period (
    month date PRIMARY KEY CHECK (extract(day FROM month) = 1),
    closed_at timestamptz,
    closed_by text NOT NULL,
    reason text NOT NULL CHECK (reason <> ''),
    version integer NOT NULL DEFAULT 1
);;
CREATE TABLE entry (
    entry_id uuid PRIMARY KEY,
    customer_id uuid NOT NULL,
    branch_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('invoice', 'invoice_reversal', 'credit_note', 'receipt', 'receipt_reversal',
                                       'allocation', 'release', 'opening')),
    about text NOT NULL,
    posted_on date NOT NULL,
    cause_id uuid NOT NULL,
    actor text NOT NULL,
    recorded_at timestamptz NOT NULL
);;
CREATE INDEX entry_customer ON entry (customer_id, posted_on);;
CREATE INDEX entry_about ON entry (about);;
CREATE TABLE posting (
    entry_id uuid NOT NULL REFERENCES entry,
    n smallint NOT NULL,
    account text NOT NULL CHECK (account IN ('receivable', 'revenue', 'tax', 'cash', 'unapplied', 'opening')),
    customer_id uuid NOT NULL,
    branch_id uuid NOT NULL,
    currency text NOT NULL CHECK (length(currency) = 3),
    amount numeric(18, 2) NOT NULL CHECK (amount <> 0),
    PRIMARY KEY (entry_id, n)
);;
CREATE INDEX posting_account ON posting (account, customer_id, currency) INCLUDE (amount);;
CREATE FUNCTION refuse_unbalanced() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM inserted GROUP BY entry_id, currency HAVING sum(amount) <> 0) THEN
        RAISE EXCEPTION 'an entry does not balance' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;;
CREATE TRIGGER posting_balances AFTER INSERT ON posting REFERENCING NEW TABLE AS inserted
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_unbalanced();;

-- numbers without gaps: the counter is locked last, the register tells what each number went to (R1, L5) -------
CREATE TABLE counter (
    series text PRIMARY KEY,
    value bigint NOT NULL CHECK (value > 0)
) WITH (fillfactor = 10);;
CREATE TABLE number (
    series text NOT NULL,
    n bigint NOT NULL,
    document_no text NOT NULL UNIQUE,
    document_id uuid NOT NULL,
    drawn_at timestamptz NOT NULL,
    PRIMARY KEY (series, n)
);;

-- what may be billed: a shipped line with its frozen price; `covered` is in the order's prices ------------------
CREATE TABLE billable (
    shipment_id uuid NOT NULL,
    line_id uuid NOT NULL,
    order_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    branch_id uuid NOT NULL,
    line_no integer NOT NULL,
    note_no text NOT NULL,
    product_name text NOT NULL,
    currency text NOT NULL,
    unit text NOT NULL,
    qty numeric(18, 3) NOT NULL CHECK (qty >= 0),
    amount numeric(18, 2) NOT NULL CHECK (amount >= 0),
    unit_price numeric(18, 4) NOT NULL,
    tax_rate numeric(6, 4) NOT NULL,
    invoiced_qty numeric(18, 3) NOT NULL DEFAULT 0 CHECK (invoiced_qty >= 0),
    netted_qty numeric(18, 3) NOT NULL DEFAULT 0 CHECK (netted_qty >= 0),
    covered numeric(18, 2) NOT NULL DEFAULT 0 CHECK (covered >= 0),
    terms text,
    term_days integer,
    delivered_on date,
    PRIMARY KEY (shipment_id, line_id),
    CHECK (invoiced_qty + netted_qty <= qty),
    CHECK (covered <= amount)
);;
CREATE INDEX billable_order ON billable (order_id);;
CREATE INDEX billable_customer ON billable (customer_id) WHERE invoiced_qty + netted_qty < qty;;
CREATE TABLE strike (
    strike_id uuid PRIMARY KEY,
    order_id uuid NOT NULL,
    line_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    branch_id uuid NOT NULL,
    qty numeric(18, 3) NOT NULL CHECK (qty > 0),
    amount numeric(18, 2) NOT NULL,
    struck_at timestamptz NOT NULL
);;
CREATE INDEX strike_order ON strike (order_id);;

-- invoices ------------------------------------------------------------------------------------------------------
CREATE TABLE invoice (
    invoice_id uuid PRIMARY KEY,
    invoice_no text,
    kind text NOT NULL CHECK (kind IN ('sale', 'opening')),
    state text NOT NULL DEFAULT 'issued' CHECK (state IN ('issued', 'reversed')),
    customer_id uuid NOT NULL,
    branch_id uuid NOT NULL,
    currency text NOT NULL,
    invoicing_id uuid UNIQUE,
    request_no text,
    buyer text NOT NULL,
    tax_no text,
    terms text NOT NULL,
    issued_on date NOT NULL,
    due_on date NOT NULL,
    total numeric(18, 2) NOT NULL CHECK (total > 0),
    tax numeric(18, 2) NOT NULL CHECK (tax >= 0),
    allocated numeric(18, 2) NOT NULL DEFAULT 0 CHECK (allocated >= 0),
    credited numeric(18, 2) NOT NULL DEFAULT 0 CHECK (credited >= 0),
    written_off numeric(18, 2) NOT NULL DEFAULT 0 CHECK (written_off >= 0),
    paid_before numeric(18, 2) NOT NULL DEFAULT 0 CHECK (paid_before BETWEEN 0 AND total),
    taken_back numeric(18, 2) NOT NULL DEFAULT 0 CHECK (taken_back IN (0, total - paid_before)),
    open numeric(18, 2) GENERATED ALWAYS AS
        (total - paid_before - allocated - credited - written_off - taken_back) STORED,
    disputed numeric(18, 2) NOT NULL DEFAULT 0 CHECK (disputed >= 0),
    relieved numeric(18, 2) NOT NULL DEFAULT 0 CHECK (relieved >= 0),
    round integer NOT NULL DEFAULT 0,
    rests_until_on date,
    next_stage_at timestamptz,
    settled_on date,
    remarks text,
    version integer NOT NULL DEFAULT 1,
    -- A number taken over from elsewhere never stands in the way of our own series.
    UNIQUE (invoice_no, kind),
    CHECK (open >= 0),
    CHECK (due_on >= issued_on)
);;
CREATE INDEX invoice_open ON invoice (customer_id, currency, due_on) WHERE open > 0;;
CREATE INDEX invoice_disputed ON invoice (customer_id) WHERE disputed > 0;;
CREATE INDEX invoice_unsettled ON invoice (customer_id) WHERE (open = 0) <> (settled_on IS NOT NULL);;
CREATE INDEX invoice_next_stage ON invoice (next_stage_at, customer_id) WHERE next_stage_at IS NOT NULL;;
CREATE INDEX invoice_customer ON invoice (customer_id, invoice_id);;
CREATE TABLE invoice_line (
    invoice_id uuid NOT NULL REFERENCES invoice,
    n integer NOT NULL,
    branch_id uuid NOT NULL,
    order_id uuid NOT NULL,
    shipment_id uuid NOT NULL,
    line_id uuid NOT NULL,
    product_name text NOT NULL,
    unit text NOT NULL,
    qty numeric(18, 3) NOT NULL CHECK (qty > 0),
    unit_price numeric(18, 4) NOT NULL,
    tax_rate numeric(6, 4) NOT NULL,
    amount numeric(18, 2) NOT NULL,
    tax numeric(18, 2) NOT NULL,
    credited_qty numeric(18, 3) NOT NULL DEFAULT 0,
    credited numeric(18, 2) NOT NULL DEFAULT 0 CHECK (credited BETWEEN 0 AND amount),
    credited_tax numeric(18, 2) NOT NULL DEFAULT 0 CHECK (credited_tax BETWEEN 0 AND tax),
    PRIMARY KEY (invoice_id, n),
    CHECK (credited_qty BETWEEN 0 AND qty)
);;
CREATE INDEX invoice_line_shipped ON invoice_line (shipment_id, line_id);;
CREATE TABLE invoice_stage (
    occasion text PRIMARY KEY,
    invoice_id uuid NOT NULL,
    branch_id uuid NOT NULL,
    stage integer NOT NULL,
    raised_at timestamptz NOT NULL
);;
CREATE INDEX invoice_stage_invoice ON invoice_stage (invoice_id);;
CREATE TABLE hand_over (
    invoice_id uuid PRIMARY KEY REFERENCES invoice,
    branch_id uuid NOT NULL,
    handed_on date NOT NULL,
    received_by text NOT NULL,
    remarks text,
    recorded_by text NOT NULL,
    recorded_at timestamptz NOT NULL
);;
CREATE TABLE reversal (
    reversal_id uuid PRIMARY KEY,
    invoice_id uuid NOT NULL UNIQUE REFERENCES invoice,
    branch_id uuid NOT NULL,
    reason text NOT NULL CHECK (reason <> ''),
    reversed_by text NOT NULL,
    reversed_on date NOT NULL
);;
CREATE TABLE credit_note (
    note_id uuid PRIMARY KEY,
    note_no text UNIQUE,
    customer_id uuid NOT NULL,
    branch_id uuid NOT NULL,
    currency text NOT NULL,
    invoice_id uuid NOT NULL REFERENCES invoice,
    total numeric(18, 2) NOT NULL CHECK (total > 0),
    tax numeric(18, 2) NOT NULL,
    issued_on date NOT NULL,
    return_id uuid,
    complaint_id uuid,
    reason text NOT NULL,
    UNIQUE (invoice_id, return_id)
);;
CREATE UNIQUE INDEX credit_note_complaint ON credit_note (invoice_id, complaint_id) WHERE return_id IS NULL;;
CREATE INDEX credit_note_customer ON credit_note (customer_id, note_id);;
CREATE TABLE credit_note_line (
    note_id uuid NOT NULL REFERENCES credit_note,
    n integer NOT NULL,
    branch_id uuid NOT NULL,
    invoice_line integer NOT NULL,
    qty numeric(18, 3),
    amount numeric(18, 2) NOT NULL,
    tax numeric(18, 2) NOT NULL,
    PRIMARY KEY (note_id, n)
);;
