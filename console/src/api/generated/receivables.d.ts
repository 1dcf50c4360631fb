// Made from contracts/openapi/receivables.json: npm run api
export interface paths {
    "/accounts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Account
         * @description Show a customer's standing, open items and promises (R4).
         */
        get: operations["account_accounts__id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/accounts/{id}/billables": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Billables
         * @description Show the shipments that may still be billed (O10).
         */
        get: operations["billables_accounts__id__billables_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/aged-balance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Aged Balance
         * @description Show the aged balance of today, with the sums of what the asker sees (R5).
         */
        get: operations["aged_balance_aged_balance_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/aged-balance/tie-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tie Out
         * @description Prove that the open items are what the ledger says (R5, R8).
         */
        get: operations["tie_out_aged_balance_tie_out_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/{id}/promises": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Promises
         * @description List what a customer has promised (R3).
         */
        get: operations["promises_customers__id__promises_get"];
        put?: never;
        /**
         * Promise
         * @description Take down a promise to pay (R3).
         */
        post: operations["promise_customers__id__promises_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/invoices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Invoices
         * @description List invoices, the newest first; open ones with their sums (R1, R5).
         */
        get: operations["invoices_invoices_get"];
        put?: never;
        /**
         * Issue
         * @description Bill shipments by hand (R1, O10).
         */
        post: operations["issue_invoices_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/invoices/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Invoice
         * @description Show an invoice with its lines, hand-over and credit notes (R1).
         */
        get: operations["invoice_invoices__id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/invoices/{id}/hand-over": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand Over
         * @description Record the customer's signature for an invoice (R1).
         */
        post: operations["hand_over_invoices__id__hand_over_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/invoices/{id}/reversal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reverse
         * @description Take an invoice back 红冲 (R1).
         */
        post: operations["reverse_invoices__id__reversal_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/journal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Events
         * @description List what happened to a subject, the oldest first (X2).
         */
        get: operations["events_journal_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/journal/{event_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Explained
         * @description Tell an event's chain of causes and its effects in this service (X2).
         */
        get: operations["explained_journal__event_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/overdue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Overdue
         * @description Show who is overdue, the oldest first, with the sums by stage (R3).
         */
        get: operations["overdue_overdue_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parked": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Parked
         * @description List the events that wait (X4).
         */
        get: operations["parked_parked_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parked/{parked_id}/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Discard
         * @description Give an event up for a reason; what waits behind it goes on (X4).
         */
        post: operations["discard_parked__parked_id__discard_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parked/{parked_id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Release
         * @description Let the worker apply an event and what waits behind it, in order (X4).
         */
        post: operations["release_parked__parked_id__release_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/periods": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Periods
         * @description List the months that were closed (R8).
         */
        get: operations["periods_periods_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/periods/{month}/closures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close
         * @description Close a month (R8).
         */
        post: operations["close_periods__month__closures_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/periods/{month}/reopenings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reopen
         * @description Open a closed month again (R8).
         */
        post: operations["reopen_periods__month__reopenings_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/receipts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Receipts
         * @description List receipts, the newest first (R2).
         */
        get: operations["receipts_receipts_get"];
        put?: never;
        /**
         * Book
         * @description Book money received; the same bank reference again answers with the first (R2).
         */
        post: operations["book_receipts_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/receipts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Receipt
         * @description Show a receipt and what it pays (R2).
         */
        get: operations["receipt_receipts__id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/receipts/{id}/allocations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Allocate
         * @description Allocate a receipt anew (R2).
         */
        put: operations["allocate_receipts__id__allocations_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/receipts/{id}/reversal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reverse
         * @description Take back a receipt that bounced or was booked wrongly (R2).
         */
        post: operations["reverse_receipts__id__reversal_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Settings
         * @description List the firm's rules with their values in force today.
         */
        get: operations["settings_settings_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/settings/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change
         * @description Change a rule for a scope from a day on, with a reason.
         */
        put: operations["change_settings__name__put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Stream
         * @description Tell type, key and subject of each event as server-sent events; `Last-Event-ID` goes on from there.
         */
        get: operations["stream_stream_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * AccountView
         * @description A customer's account in one currency: `net` counts against credit, `disputed` is not dunned.
         *
         *     A dispute leaves `net` when it is accepted, if the firm so sets; `currencies` names the customer's accounts.
         */
        AccountView: {
            /** Currencies */
            currencies: string[];
            /** Currency */
            currency: string;
            /**
             * Customer Id
             * Format: uuid
             */
            customer_id: string;
            disputed: components["schemas"]["Money"];
            /** Items */
            items: components["schemas"]["OpenItem"][];
            net: components["schemas"]["Money"];
            open: components["schemas"]["Money"];
            overdue: components["schemas"]["Money"];
            /** Overdue Since On */
            overdue_since_on: string | null;
            /** Promises */
            promises: components["schemas"]["receivables__accounts__views__PromiseView"][];
            /**
             * State
             * @enum {string}
             */
            state: "good" | "overdue";
            unapplied: components["schemas"]["Money"];
            /** Version */
            version: number;
        };
        /**
         * Aged
         * @description Open amounts by days past the due date.
         */
        Aged: {
            /** Branch Id */
            branch_id: string | null;
            /** Branch Name */
            branch_name: string | null;
            days_1_30: components["schemas"]["Money"];
            days_31_60: components["schemas"]["Money"];
            days_61_90: components["schemas"]["Money"];
            disputed: components["schemas"]["Money"];
            not_due: components["schemas"]["Money"];
            /**
             * Oldest Due On
             * Format: date
             */
            oldest_due_on: string;
            open: components["schemas"]["Money"];
            over_90: components["schemas"]["Money"];
        };
        /**
         * AgedBalance
         * @description A page of customers, under the sums of all branches that the asker sees; the total has no branch.
         */
        AgedBalance: {
            /**
             * As Of On
             * Format: date
             */
            as_of_on: string;
            /** Items */
            items: components["schemas"]["AgedCustomer"][];
            /** Next */
            next: string | null;
            /** Sums */
            sums: components["schemas"]["Aged"][];
        };
        /**
         * AgedCustomer
         * @description The aged balance of a customer.
         */
        AgedCustomer: {
            /** Branch Id */
            branch_id: string | null;
            /** Branch Name */
            branch_name: string | null;
            /**
             * Customer Id
             * Format: uuid
             */
            customer_id: string;
            /** Customer No */
            customer_no: string | null;
            days_1_30: components["schemas"]["Money"];
            days_31_60: components["schemas"]["Money"];
            days_61_90: components["schemas"]["Money"];
            disputed: components["schemas"]["Money"];
            /** Name */
            name: string | null;
            not_due: components["schemas"]["Money"];
            /**
             * Oldest Due On
             * Format: date
             */
            oldest_due_on: string;
            open: components["schemas"]["Money"];
            over_90: components["schemas"]["Money"];
        };
        /**
         * AllocateAnew
         * @description What a receipt shall pay instead; the rest stays unapplied.
         */
        AllocateAnew: {
            /** Allocations */
            allocations: components["schemas"]["PartOfReceipt"][];
        };
        /**
         * BookReceipt
         * @description A payment; without allocations it pays the oldest due first.
         */
        BookReceipt: {
            /** Allocations */
            allocations?: components["schemas"]["PartOfReceipt"][] | null;
            amount: components["schemas"]["Money"];
            /**
             * Bank Account
             * @default main
             */
            bank_account: string;
            /** Bank Ref */
            bank_ref: string;
            /**
             * Customer Id
             * Format: uuid
             */
            customer_id: string;
            /**
             * Received On
             * Format: date
             */
            received_on: string;
            /** Remarks */
            remarks?: string | null;
        };
        /**
         * ChangeSetting
         * @description A new value for a scope, valid from a day.
         */
        ChangeSetting: {
            /** Customer Id */
            customer_id?: string | null;
            /** Reason */
            reason: string;
            /**
             * Scope
             * @default firm
             * @enum {string}
             */
            scope: "firm" | "branch" | "customer" | "contract";
            /** Scope Id */
            scope_id?: string | null;
            /**
             * Valid From
             * Format: date
             */
            valid_from: string;
            value: components["schemas"]["JsonValue"];
        };
        /**
         * DunningView
         * @description How an invoice is dunned, as of a day.
         */
        DunningView: {
            /**
             * As Of On
             * Format: date
             */
            as_of_on: string;
            /** Days Overdue */
            days_overdue: number;
            /** Promises */
            promises: components["schemas"]["PromisedView"][];
            /** Rests Until On */
            rests_until_on: string | null;
            /** Rungs */
            rungs: components["schemas"]["RungView"][];
        };
        /**
         * Explained
         * @description An event between what led to it and what came of it, as far as this service knows.
         */
        Explained: {
            /** Causes */
            causes: components["schemas"]["JournalEntry"][];
            /** Effects */
            effects: components["schemas"]["JournalEntry"][];
            event: components["schemas"]["JournalEntry"];
        };
        /**
         * Finding
         * @description A value of a request that cannot be taken: where it stands, and why.
         */
        Finding: {
            /** Code */
            code: string;
            /** Detail */
            detail: string;
            /** Field */
            field: string;
            /** In */
            in: string;
        };
        /**
         * HandOverView
         * @description The signature for an invoice.
         */
        HandOverView: {
            /**
             * Handed On
             * Format: date
             */
            handed_on: string;
            /** Received By */
            received_by: string;
            /** Remarks */
            remarks: string | null;
        };
        /**
         * InvoiceDetail
         * @description An invoice with all that belongs to it.
         */
        InvoiceDetail: {
            /**
             * Branch Id
             * Format: uuid
             */
            branch_id: string;
            /** Buyer */
            buyer: string;
            /** Credit Notes */
            credit_notes: components["schemas"]["NoteView"][];
            credited: components["schemas"]["Money"];
            /**
             * Customer Id
             * Format: uuid
             */
            customer_id: string;
            disputed: components["schemas"]["Money"];
            /**
             * Due On
             * Format: date
             */
            due_on: string;
            dunning: components["schemas"]["DunningView"];
            hand_over: components["schemas"]["HandOverView"] | null;
            /**
             * Invoice Id
             * Format: uuid
             */
            invoice_id: string;
            /** Invoice No */
            invoice_no: string;
            /**
             * Issued On
             * Format: date
             */
            issued_on: string;
            /** Lines */
            lines: components["schemas"]["LineView"][];
            open: components["schemas"]["Money"];
            paid: components["schemas"]["Money"];
            /** Payments */
            payments: components["schemas"]["PaymentView"][];
            /** Remarks */
            remarks: string | null;
            /** Request No */
            request_no: string | null;
            reversal: components["schemas"]["ReversalView"] | null;
            /** Settled On */
            settled_on: string | null;
            /**
             * State
             * @enum {string}
             */
            state: "issued" | "reversed";
            tax: components["schemas"]["Money"];
            /** Terms */
            terms: string;
            total: components["schemas"]["Money"];
            /** Version */
            version: number;
        };
        /**
         * InvoicePage
         * @description Some invoices; where only open ones are listed, under the sums of all that the filter finds.
         */
        InvoicePage: {
            /** Items */
            items: components["schemas"]["InvoiceView"][];
            /** Next */
            next: string | null;
            /** Sums */
            sums: components["schemas"]["OpenSum"][];
        };
        /**
         * InvoiceView
         * @description An invoice in a list.
         */
        InvoiceView: {
            /**
             * Branch Id
             * Format: uuid
             */
            branch_id: string;
            /** Buyer */
            buyer: string;
            /**
             * Customer Id
             * Format: uuid
             */
            customer_id: string;
            disputed: components["schemas"]["Money"];
            /**
             * Due On
             * Format: date
             */
            due_on: string;
            /**
             * Invoice Id
             * Format: uuid
             */
            invoice_id: string;
            /** Invoice No */
            invoice_no: string;
            /**
             * Issued On
             * Format: date
             */
            issued_on: string;
            open: components["schemas"]["Money"];
            /** Request No */
            request_no: string | null;
            /** Settled On */
            settled_on: string | null;
            /**
             * State
             * @enum {string}
             */
            state: "issued" | "reversed";
            tax: components["schemas"]["Money"];
            /** Terms */
            terms: string;
            total: components["schemas"]["Money"];
            /** Version */
            version: number;
        };
        /**
         * IssueInvoice
         * @description The shipments to bill; number, dates and amounts follow from them.
         */
        IssueInvoice: {
            /**
             * Customer Id
             * Format: uuid
             */
            customer_id: string;
            /** Remarks */
            remarks?: string | null;
            /** Shipments */
            shipments: string[];
        };
        /**
         * JournalEntry
         * @description An event as the journal keeps it.
         */
        JournalEntry: {
            /** Actor */
            actor: string;
            /** Body */
            body: {
                [key: string]: unknown;
            };
            /** Branch Id */
            branch_id: string | null;
            /**
             * Cause Id
             * Format: uuid
             */
            cause_id: string;
            /**
             * Correlation Id
             * Format: uuid
             */
            correlation_id: string;
            /**
             * Event Id
             * Format: uuid
             */
            event_id: string;
            /** Key */
            key: string;
            /**
             * Occurred At
             * Format: date-time
             */
            occurred_at: string;
            /** Position */
            position: number;
            /** Quiet */
            quiet: boolean;
            /**
             * Recorded At
             * Format: date-time
             */
            recorded_at: string;
            /** Shard */
            shard: number;
            /** Subject */
            subject: string;
            /** Type */
            type: string;
        };
        JsonValue: unknown;
        /**
         * LastPromise
         * @description What was promised last and is not kept yet.
         */
        LastPromise: {
            amount: components["schemas"]["Money"];
            /**
             * Pay On
             * Format: date
             */
            pay_on: string;
            /**
             * Promise Id
             * Format: uuid
             */
            promise_id: string;
            /**
             * State
             * @enum {string}
             */
            state: "open" | "kept" | "broken" | "replaced";
        };
        /**
         * LineView
         * @description A line of an invoice.
         */
        LineView: {
            amount: components["schemas"]["Money"];
            credited: components["schemas"]["Money"];
            /** Line No */
            line_no: number;
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /** Product Name */
            product_name: string;
            qty: components["schemas"]["Quantity"];
            /**
             * Shipment Id
             * Format: uuid
             */
            shipment_id: string;
            tax: components["schemas"]["Money"];
            /** Tax Rate */
            tax_rate: string;
            /** Unit Price */
            unit_price: string;
        };
        /**
         * MakePromise
         * @description What the customer promises; without invoices it is on account.
         */
        MakePromise: {
            amount: components["schemas"]["Money"];
            /**
             * Invoice Ids
             * @default []
             */
            invoice_ids: string[];
            /**
             * Pay On
             * Format: date
             */
            pay_on: string;
            /** Remarks */
            remarks?: string | null;
            /** Replaces Id */
            replaces_id?: string | null;
        };
        /**
         * Money
         * @description Hold an amount at its currency's scale, gross unless the field's name ends in `_net`.
         */
        Money: {
            /** Amount */
            amount: string;
            /** Currency */
            currency: string;
        };
        /**
         * NoteView
         * @description A credit note on an invoice.
         */
        NoteView: {
            /** Complaint Id */
            complaint_id: string | null;
            /**
             * Issued On
             * Format: date
             */
            issued_on: string;
            /**
             * Note Id
             * Format: uuid
             */
            note_id: string;
            /** Note No */
            note_no: string;
            /** Reason */
            reason: string;
            /** Return Id */
            return_id: string | null;
            total: components["schemas"]["Money"];
        };
        /**
         * OpenItem
         * @description An open invoice.
         */
        OpenItem: {
            disputed: components["schemas"]["Money"];
            /**
             * Due On
             * Format: date
             */
            due_on: string;
            /**
             * Invoice Id
             * Format: uuid
             */
            invoice_id: string;
            /** Invoice No */
            invoice_no: string;
            open: components["schemas"]["Money"];
            /** Rests Until On */
            rests_until_on: string | null;
        };
        /**
         * OpenSum
         * @description What is open in one currency, and on how many invoices.
         */
        OpenSum: {
            /** Count */
            count: number;
            open: components["schemas"]["Money"];
        };
        /**
         * OverdueAccount
         * @description A customer who is overdue in a currency.
         */
        OverdueAccount: {
            /**
             * Branch Id
             * Format: uuid
             */
            branch_id: string;
            /** Branch Name */
            branch_name: string | null;
            /**
             * Customer Id
             * Format: uuid
             */
            customer_id: string;
            /** Customer No */
            customer_no: string | null;
            /** Days */
            days: number;
            disputed: components["schemas"]["Money"];
            /** Name */
            name: string | null;
            open: components["schemas"]["Money"];
            overdue: components["schemas"]["Money"];
            /**
             * Overdue Since On
             * Format: date
             */
            overdue_since_on: string;
            /** Owner Name */
            owner_name: string | null;
            promise: components["schemas"]["LastPromise"] | null;
            /** Stage */
            stage: number;
        };
        /**
         * OverdueBoard
         * @description A page of the overdue, the oldest first, under the sums of all that the asker sees.
         */
        OverdueBoard: {
            /**
             * As Of On
             * Format: date
             */
            as_of_on: string;
            /** Items */
            items: components["schemas"]["OverdueAccount"][];
            /** Next */
            next: string | null;
            /** Stages */
            stages: number[];
            /** Sums */
            sums: components["schemas"]["OverdueSum"][];
        };
        /**
         * OverdueSum
         * @description How many accounts or promises there are of a kind, and their sum; what is overdue by stage, and in all.
         */
        OverdueSum: {
            amount: components["schemas"]["Money"];
            /** Count */
            count: number;
            /** Stage */
            stage: number | null;
            /**
             * What
             * @enum {string}
             */
            what: "overdue" | "disputed" | "promised_today" | "broken";
        };
        /** Page[JournalEntry] */
        Page_JournalEntry_: {
            /** Items */
            items: components["schemas"]["JournalEntry"][];
            /** Next */
            next: string | null;
        };
        /** Page[ReceiptView] */
        Page_ReceiptView_: {
            /** Items */
            items: components["schemas"]["ReceiptView"][];
            /** Next */
            next: string | null;
        };
        /**
         * ParkedEvent
         * @description An event that waits for its handler to be mended.
         */
        ParkedEvent: {
            /** Error */
            error: string;
            /**
             * Event Id
             * Format: uuid
             */
            event_id: string;
            /** Key */
            key: string;
            /** Next Try At */
            next_try_at: string | null;
            /**
             * Parked At
             * Format: date-time
             */
            parked_at: string;
            /**
             * Parked Id
             * Format: uuid
             */
            parked_id: string;
            /** Position */
            position: number;
            /** Shard */
            shard: number;
            /** Source */
            source: string;
            /** State */
            state: string;
            /** Tries */
            tries: number;
            /** Type */
            type: string;
        };
        /**
         * PartOfReceipt
         * @description What is to be paid of an invoice.
         */
        PartOfReceipt: {
            amount: components["schemas"]["Money"];
            /**
             * Invoice Id
             * Format: uuid
             */
            invoice_id: string;
        };
        /**
         * PartView
         * @description What a receipt pays of an invoice.
         */
        PartView: {
            amount: components["schemas"]["Money"];
            /**
             * Invoice Id
             * Format: uuid
             */
            invoice_id: string;
            /** Invoice No */
            invoice_no: string;
        };
        /**
         * PaymentView
         * @description What a receipt pays of an invoice.
         */
        PaymentView: {
            amount: components["schemas"]["Money"];
            /** Bank Ref */
            bank_ref: string;
            /**
             * Receipt Id
             * Format: uuid
             */
            receipt_id: string;
            /**
             * Received On
             * Format: date
             */
            received_on: string;
        };
        /**
         * PeriodChange
         * @description Why a month is closed or opened.
         */
        PeriodChange: {
            /** Reason */
            reason: string;
        };
        /**
         * PeriodView
         * @description A month that was closed at least once.
         */
        PeriodView: {
            /** Changed By */
            changed_by: string;
            /** Closed At */
            closed_at: string | null;
            /** Is Closed */
            is_closed: boolean;
            /** Month */
            month: string;
            /** Reason */
            reason: string;
        };
        /**
         * Problem
         * @description Why a request was refused (RFC 9457), in the language that was asked for.
         */
        Problem: {
            /**
             * Advice
             * @default null
             */
            advice: string | null;
            /** Code */
            code: string;
            /** Detail */
            detail: string;
            /**
             * Duty
             * @default null
             */
            duty: string | null;
            /**
             * Errors
             * @default null
             */
            errors: components["schemas"]["Finding"][] | null;
            /**
             * Facts
             * @default null
             */
            facts: {
                [key: string]: components["schemas"]["JsonValue"];
            } | null;
            /**
             * Field
             * @default null
             */
            field: string | null;
            /** Instance */
            instance: string;
            /** Status */
            status: number;
            /** Title */
            title: string;
            /** Type */
            type: string;
        };
        /**
         * PromisedView
         * @description A promise to pay that the invoice is meant by.
         */
        PromisedView: {
            amount: components["schemas"]["Money"];
            /**
             * Pay On
             * Format: date
             */
            pay_on: string;
            /**
             * Promise Id
             * Format: uuid
             */
            promise_id: string;
            /**
             * State
             * @enum {string}
             */
            state: "open" | "kept" | "broken" | "replaced";
        };
        /**
         * Quantity
         * @description Hold a quantity with its unit, to three decimal places.
         */
        Quantity: {
            /** Unit */
            unit: string;
            /** Value */
            value: string;
        };
        /**
         * Reason
         * @description Why somebody intervened.
         */
        Reason: {
            /** Reason */
            reason: string;
        };
        /**
         * ReceiptDetail
         * @description A receipt with what it pays.
         */
        ReceiptDetail: {
            /** Allocations */
            allocations: components["schemas"]["PartView"][];
            amount: components["schemas"]["Money"];
            /** Bank Account */
            bank_account: string;
            /** Bank Ref */
            bank_ref: string;
            /**
             * Booked At
             * Format: date-time
             */
            booked_at: string;
            /**
             * Branch Id
             * Format: uuid
             */
            branch_id: string;
            /**
             * Customer Id
             * Format: uuid
             */
            customer_id: string;
            /** Customer Name */
            customer_name: string | null;
            /**
             * Receipt Id
             * Format: uuid
             */
            receipt_id: string;
            /**
             * Received On
             * Format: date
             */
            received_on: string;
            /** Remarks */
            remarks: string | null;
            /** Reversed Reason */
            reversed_reason: string | null;
            /**
             * State
             * @enum {string}
             */
            state: "booked" | "reversed";
            unapplied: components["schemas"]["Money"];
            /** Version */
            version: number;
        };
        /**
         * ReceiptView
         * @description A receipt in a list.
         */
        ReceiptView: {
            amount: components["schemas"]["Money"];
            /** Bank Account */
            bank_account: string;
            /** Bank Ref */
            bank_ref: string;
            /**
             * Booked At
             * Format: date-time
             */
            booked_at: string;
            /**
             * Branch Id
             * Format: uuid
             */
            branch_id: string;
            /**
             * Customer Id
             * Format: uuid
             */
            customer_id: string;
            /** Customer Name */
            customer_name: string | null;
            /**
             * Receipt Id
             * Format: uuid
             */
            receipt_id: string;
            /**
             * Received On
             * Format: date
             */
            received_on: string;
            /** Remarks */
            remarks: string | null;
            /** Reversed Reason */
            reversed_reason: string | null;
            /**
             * State
             * @enum {string}
             */
            state: "booked" | "reversed";
            unapplied: components["schemas"]["Money"];
            /** Version */
            version: number;
        };
        /**
         * ReversalView
         * @description How an invoice was taken back.
         */
        ReversalView: {
            /** Reason */
            reason: string;
            /**
             * Reversed On
             * Format: date
             */
            reversed_on: string;
            /** Reversing No */
            reversing_no: string;
        };
        /**
         * ReverseReceipt
         * @description Why a receipt is taken back.
         */
        ReverseReceipt: {
            /** Reason */
            reason: string;
        };
        /**
         * RungView
         * @description A stage of dunning; `day` counts from the due date, and reminders before it are negative.
         */
        RungView: {
            /** Day */
            day: number;
            /**
             * On
             * Format: date
             */
            on: string;
            /** Raised At */
            raised_at: string | null;
            /**
             * State
             * @enum {string}
             */
            state: "raised" | "skipped" | "resting" | "next" | "coming" | "ended";
        };
        /**
         * SettingView
         * @description A business setting with the firm's value in force today.
         */
        SettingView: {
            /** Allowed */
            allowed: string;
            /** Default */
            default: unknown;
            /** Duty */
            duty: string;
            /** En */
            en: string;
            /** Name */
            name: string;
            /** Value */
            value: unknown;
            /** Zh */
            zh: string;
        };
        /**
         * SignedFor
         * @description Who took the invoice, and when.
         */
        SignedFor: {
            /**
             * Handed On
             * Format: date
             */
            handed_on: string;
            /** Received By */
            received_by: string;
            /** Remarks */
            remarks?: string | null;
        };
        /**
         * TakeBack
         * @description Why an invoice is reversed.
         */
        TakeBack: {
            /** Reason */
            reason: string;
        };
        /**
         * TieOut
         * @description Open items against the ledger's receivables, of one moment.
         */
        TieOut: {
            aged: components["schemas"]["Money"];
            difference: components["schemas"]["Money"];
            ledger: components["schemas"]["Money"];
        };
        /**
         * TieOuts
         * @description The proof by currency: for those alone who see the whole firm, since booked entries stay in their branch.
         */
        TieOuts: {
            /** Is Whole */
            is_whole: boolean;
            /** Items */
            items: components["schemas"]["TieOut"][];
        };
        /**
         * UnbilledView
         * @description A shipment of which something may still be billed.
         */
        UnbilledView: {
            amount: components["schemas"]["Money"];
            /** Delivered On */
            delivered_on: string | null;
            /** Note No */
            note_no: string;
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /**
             * Shipment Id
             * Format: uuid
             */
            shipment_id: string;
        };
        /**
         * PromiseView
         * @description A promise to pay.
         */
        receivables__accounts__views__PromiseView: {
            amount: components["schemas"]["Money"];
            /**
             * Pay On
             * Format: date
             */
            pay_on: string;
            /**
             * Promise Id
             * Format: uuid
             */
            promise_id: string;
            /**
             * State
             * @enum {string}
             */
            state: "open" | "kept" | "broken" | "replaced";
        };
        /**
         * PromiseView
         * @description A promise and what became of it.
         */
        receivables__promises__api__PromiseView: {
            amount: components["schemas"]["Money"];
            /** Invoice Ids */
            invoice_ids: string[];
            /**
             * Pay On
             * Format: date
             */
            pay_on: string;
            /**
             * Promise Id
             * Format: uuid
             */
            promise_id: string;
            /** Remarks */
            remarks: string | null;
            /** Replaces Id */
            replaces_id: string | null;
            /**
             * State
             * @enum {string}
             */
            state: "open" | "kept" | "broken" | "replaced";
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    account_accounts__id__get: {
        parameters: {
            query?: {
                currency?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountView"];
                };
            };
            /** @description 请求被拒绝，原因见 `code` 与 `detail`。Refused; `code` and `detail` say why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billables_accounts__id__billables_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnbilledView"][];
                };
            };
            /** @description 请求被拒绝，原因见 `code` 与 `detail`。Refused; `code` and `detail` say why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    aged_balance_aged_balance_get: {
        parameters: {
            query?: {
                limit?: number;
                after?: string | null;
                branch_id?: string | null;
                customer_id?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgedBalance"];
                };
            };
            /** @description 请求被拒绝，原因见 `code` 与 `detail`。Refused; `code` and `detail` say why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    tie_out_aged_balance_tie_out_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TieOuts"];
                };
            };
            /** @description 请求被拒绝，原因见 `code` 与 `detail`。Refused; `code` and `detail` say why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    promises_customers__id__promises_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["receivables__promises__api__PromiseView"][];
                };
            };
            /** @description 请求被拒绝，原因见 `code` 与 `detail`。Refused; `code` and `detail` say why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    promise_customers__id__promises_post: {
        parameters: {
            query?: never;
            header: {
                /** @description 一次操作一个键；重发同一请求用同一键。One key an operation; the same when it is sent again. */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MakePromise"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["receivables__promises__api__PromiseView"];
                };
            };
            /** @description 请求被拒绝，原因见 `code` 与 `detail`。Refused; `code` and `detail` say why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    invoices_invoices_get: {
        parameters: {
            query?: {
                limit?: number;
                after?: string | null;
                customer_id?: string | null;
                branch_id?: string | null;
                currency?: string | null;
                bucket?: ("not_due" | "days_1_30" | "days_31_60" | "days_61_90" | "over_90") | null;
                invoice_no?: string | null;
                only_open?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvoicePage"];
                };
            };
            /** @description 请求被拒绝，原因见 `code` 与 `detail`。Refused; `code` and `detail` say why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    issue_invoices_post: {
        parameters: {
            query?: never;
            header: {
                /** @description 一次操作一个键；重发同一请求用同一键。One key an operation; the same when it is sent again. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IssueInvoice"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvoiceDetail"];
                };
            };
            /** @description 请求被拒绝，原因见 `code` 与 `detail`。Refused; `code` and `detail` say why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    invoice_invoices__id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvoiceDetail"];
                };
            };
            /** @description 请求被拒绝，原因见 `code` 与 `detail`。Refused; `code` and `detail` say why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    hand_over_invoices__id__hand_over_post: {
        parameters: {
            query?: never;
            header: {
                /** @description 一次操作一个键；重发同一请求用同一键。One key an operation; the same when it is sent again. */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignedFor"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvoiceDetail"];
                };
            };
            /** @description 请求被拒绝，原因见 `code` 与 `detail`。Refused; `code` and `detail` say why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reverse_invoices__id__reversal_post: {
        parameters: {
            query?: never;
            header: {
                /** @description 一次操作一个键；重发同一请求用同一键。One key an operation; the same when it is sent again. */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TakeBack"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvoiceDetail"];
                };
            };
            /** @description 请求被拒绝，原因见 `code` 与 `detail`。Refused; `code` and `detail` say why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    events_journal_get: {
        parameters: {
            query: {
                limit?: number;
                after?: string | null;
                subject: string;
                key?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_JournalEntry_"];
                };
            };
            /** @description 请求被拒绝，原因见 `code` 与 `detail`。Refused; `code` and `detail` say why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    explained_journal__event_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                event_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Explained"];
                };
            };
            /** @description 请求被拒绝，原因见 `code` 与 `detail`。Refused; `code` and `detail` say why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    overdue_overdue_get: {
        parameters: {
            query?: {
                limit?: number;
                after?: string | null;
                branch_id?: string | null;
                stage?: number | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OverdueBoard"];
                };
            };
            /** @description 请求被拒绝，原因见 `code` 与 `detail`。Refused; `code` and `detail` say why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    parked_parked_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParkedEvent"][];
                };
            };
            /** @description 请求被拒绝，原因见 `code` 与 `detail`。Refused; `code` and `detail` say why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    discard_parked__parked_id__discard_post: {
        parameters: {
            query?: never;
            header: {
                /** @description 一次操作一个键；重发同一请求用同一键。One key an operation; the same when it is sent again. */
                "Idempotency-Key": string;
            };
            path: {
                parked_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reason"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: string;
                    };
                };
            };
            /** @description 请求被拒绝，原因见 `code` 与 `detail`。Refused; `code` and `detail` say why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    release_parked__parked_id__release_post: {
        parameters: {
            query?: never;
            header: {
                /** @description 一次操作一个键；重发同一请求用同一键。One key an operation; the same when it is sent again. */
                "Idempotency-Key": string;
            };
            path: {
                parked_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reason"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: string;
                    };
                };
            };
            /** @description 请求被拒绝，原因见 `code` 与 `detail`。Refused; `code` and `detail` say why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    periods_periods_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PeriodView"][];
                };
            };
            /** @description 请求被拒绝，原因见 `code` 与 `detail`。Refused; `code` and `detail` say why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    close_periods__month__closures_post: {
        parameters: {
            query?: never;
            header: {
                /** @description 一次操作一个键；重发同一请求用同一键。One key an operation; the same when it is sent again. */
                "Idempotency-Key": string;
            };
            path: {
                month: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PeriodChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PeriodView"][];
                };
            };
            /** @description 请求被拒绝，原因见 `code` 与 `detail`。Refused; `code` and `detail` say why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reopen_periods__month__reopenings_post: {
        parameters: {
            query?: never;
            header: {
                /** @description 一次操作一个键；重发同一请求用同一键。One key an operation; the same when it is sent again. */
                "Idempotency-Key": string;
            };
            path: {
                month: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PeriodChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PeriodView"][];
                };
            };
            /** @description 请求被拒绝，原因见 `code` 与 `detail`。Refused; `code` and `detail` say why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    receipts_receipts_get: {
        parameters: {
            query?: {
                limit?: number;
                after?: string | null;
                customer_id?: string | null;
                only_unapplied?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ReceiptView_"];
                };
            };
            /** @description 请求被拒绝，原因见 `code` 与 `detail`。Refused; `code` and `detail` say why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    book_receipts_post: {
        parameters: {
            query?: never;
            header: {
                /** @description 一次操作一个键；重发同一请求用同一键。One key an operation; the same when it is sent again. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BookReceipt"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceiptDetail"];
                };
            };
            /** @description 请求被拒绝，原因见 `code` 与 `detail`。Refused; `code` and `detail` say why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    receipt_receipts__id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceiptDetail"];
                };
            };
            /** @description 请求被拒绝，原因见 `code` 与 `detail`。Refused; `code` and `detail` say why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    allocate_receipts__id__allocations_put: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string | null;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AllocateAnew"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceiptDetail"];
                };
            };
            /** @description 请求被拒绝，原因见 `code` 与 `detail`。Refused; `code` and `detail` say why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reverse_receipts__id__reversal_post: {
        parameters: {
            query?: never;
            header: {
                /** @description 一次操作一个键；重发同一请求用同一键。One key an operation; the same when it is sent again. */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReverseReceipt"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceiptDetail"];
                };
            };
            /** @description 请求被拒绝，原因见 `code` 与 `detail`。Refused; `code` and `detail` say why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    settings_settings_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettingView"][];
                };
            };
            /** @description 请求被拒绝，原因见 `code` 与 `detail`。Refused; `code` and `detail` say why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_settings__name__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeSetting"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettingView"];
                };
            };
            /** @description 请求被拒绝，原因见 `code` 与 `detail`。Refused; `code` and `detail` say why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    stream_stream_get: {
        parameters: {
            query?: never;
            header?: {
                "last-event-id"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 请求被拒绝，原因见 `code` 与 `detail`。Refused; `code` and `detail` say why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
