-- receipts --------------------------------------------------------------------------------------------------------
CREATE TABLE receipt (
    receipt_id uuid PRIMARY KEY,
    bank_account text NOT NULL,
    bank_ref text NOT NULL,
    customer_id uuid NOT NULL,
    branch_id uuid NOT NULL,
    currency text NOT NULL,
    amount numeric(18, 2) NOT NULL CHECK (amount > 0),
    received_on date NOT NULL,
    booked_at timestamptz NOT NULL,
    booked_by text NOT NULL,
    remarks text,
    state text NOT NULL DEFAULT 'booked' CHECK (state IN ('booked', 'reversed')),
    reversed_reason text,
    allocated numeric(18, 2) NOT NULL DEFAULT 0 CHECK (allocated >= 0),
    taken_back numeric(18, 2) NOT NULL DEFAULT 0 CHECK (taken_back IN (0, amount)),
    unapplied numeric(18, 2) GENERATED ALWAYS AS (amount - allocated - taken_back) STORED,
    version integer NOT NULL DEFAULT 0,
    UNIQUE (bank_account, bank_ref),
    CHECK (unapplied >= 0)
);;
CREATE INDEX receipt_customer ON receipt (customer_id, receipt_id);;
CREATE INDEX receipt_unapplied ON receipt (customer_id, currency, received_on) WHERE unapplied > 0;;
CREATE TABLE allocation (
    allocation_id uuid PRIMARY KEY,
    receipt_id uuid NOT NULL REFERENCES receipt,
    invoice_id uuid NOT NULL REFERENCES invoice,
    branch_id uuid NOT NULL,
    amount numeric(18, 2) NOT NULL CHECK (amount > 0),
    made_at timestamptz NOT NULL,
    ended_at timestamptz,
    ended_why text
);;
CREATE INDEX allocation_receipt ON allocation (receipt_id) WHERE ended_at IS NULL;;
CREATE INDEX allocation_invoice ON allocation (invoice_id) WHERE ended_at IS NULL;;

-- what a complaint lets off before there is an invoice to credit ------------------------------------------------
CREATE TABLE allowance (
    complaint_id uuid NOT NULL,
    shipment_id uuid NOT NULL,
    line_id uuid NOT NULL,
    complaint_no text NOT NULL,
    customer_id uuid NOT NULL,
    branch_id uuid NOT NULL,
    owner_id uuid,
    currency text NOT NULL,
    amount numeric(18, 2) NOT NULL CHECK (amount > 0),
    granted_at timestamptz NOT NULL,
    PRIMARY KEY (complaint_id, shipment_id, line_id)
);;

-- disputes and promises ---------------------------------------------------------------------------------------------
CREATE TABLE dispute (
    complaint_id uuid PRIMARY KEY,
    complaint_no text NOT NULL,
    customer_id uuid NOT NULL,
    branch_id uuid NOT NULL,
    accepted boolean NOT NULL,
    version integer NOT NULL DEFAULT 0,
    opened_at timestamptz NOT NULL,
    ended_at timestamptz
);;
CREATE INDEX dispute_customer ON dispute (customer_id) WHERE ended_at IS NULL;;
CREATE TABLE dispute_line (
    complaint_id uuid NOT NULL REFERENCES dispute,
    shipment_id uuid NOT NULL,
    line_id uuid NOT NULL,
    order_id uuid NOT NULL,
    branch_id uuid NOT NULL,
    currency text NOT NULL,
    filed numeric(18, 2) NOT NULL CHECK (filed >= 0),
    amount numeric(18, 2) NOT NULL CHECK (amount >= 0),
    PRIMARY KEY (complaint_id, shipment_id, line_id)
);;
CREATE INDEX dispute_line_shipped ON dispute_line (shipment_id, line_id) WHERE amount > 0;;
CREATE TABLE promise (
    promise_id uuid PRIMARY KEY,
    customer_id uuid NOT NULL,
    branch_id uuid NOT NULL,
    currency text NOT NULL,
    amount numeric(18, 2) NOT NULL CHECK (amount > 0),
    pay_on date NOT NULL,
    break_at timestamptz,
    state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'kept', 'broken', 'replaced')),
    replaces_id uuid UNIQUE REFERENCES promise,
    made_at timestamptz NOT NULL,
    made_by text NOT NULL,
    remarks text,
    ended_at timestamptz
);;
CREATE INDEX promise_customer ON promise (customer_id, promise_id);;
CREATE INDEX promise_due ON promise (break_at) WHERE state = 'open';;
CREATE TABLE promise_invoice (
    promise_id uuid NOT NULL REFERENCES promise,
    invoice_id uuid NOT NULL REFERENCES invoice,
    branch_id uuid NOT NULL,
    PRIMARY KEY (promise_id, invoice_id)
);;
