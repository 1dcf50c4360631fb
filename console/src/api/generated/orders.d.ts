// Made from contracts/openapi/orders.json: npm run api
export interface paths {
    "/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Accounts
         * @description List customers with their exposure (R4).
         */
        get: operations["list_accounts_customers_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One
         * @description Show a customer's credit, exposure and standing (R4).
         */
        get: operations["one_customers__id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/{id}/allowances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Allowances
         * @description List a customer's allowances (O6).
         */
        get: operations["allowances_customers__id__allowances_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/{id}/exposure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Exposure
         * @description Show what a customer's credit carries (R4).
         */
        get: operations["exposure_customers__id__exposure_get"];
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
         * @description List the customer's promises to pay (O6).
         */
        get: operations["promises_customers__id__promises_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/holds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Holds
         * @description List holds, the newest first.
         */
        get: operations["list_holds_holds_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/holds/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One
         * @description Show a hold.
         */
        get: operations["one_holds__id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/holds/{id}/release": {
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
         * @description Release a hold that a person placed.
         */
        post: operations["release_holds__id__release_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/invoicing-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask Invoice
         * @description Ask for an invoice by hand (开票通知单, O10).
         */
        post: operations["ask_invoice_invoicing_requests_post"];
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
    "/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Orders
         * @description List orders, the newest first, with the totals of all of them by currency.
         */
        get: operations["list_orders_orders_get"];
        put?: never;
        /**
         * Place
         * @description Take an order form: confirmed, or held with its cure (O1, O2).
         */
        post: operations["place_orders_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One
         * @description Show an order.
         */
        get: operations["one_orders__id__get"];
        /**
         * Edit
         * @description Change an order that has not left; what was released for it is void (O1).
         */
        put: operations["edit_orders__id__put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{id}/allowance-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask Allowance
         * @description Open the overdue-shipment form for this order, or for several (O6).
         */
        post: operations["ask_allowance_orders__id__allowance_requests_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{id}/cancellation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Cancel
         * @description Cancel what has not left (O2).
         */
        put: operations["cancel_orders__id__cancellation_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{id}/copies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Copy
         * @description Place the same order again; holds come along (O1).
         */
        post: operations["copy_orders__id__copies_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{id}/discount-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask Discount
         * @description Open the discount form of an order held below its list (O1).
         */
        post: operations["ask_discount_orders__id__discount_requests_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{id}/holds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Place
         * @description Hold an order by hand.
         */
        post: operations["place_orders__id__holds_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{id}/shipments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send
         * @description Let goods leave; what a hold stops is refused with its cure (O6, O9).
         */
        post: operations["send_orders__id__shipments_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{id}/splits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Split
         * @description Move quantities to an order of their own; holds come along (O1).
         */
        post: operations["split_orders__id__splits_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{id}/why": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Why
         * @description Tell what holds an order, by which facts, and every way out (X2).
         */
        get: operations["why_orders__id__why_get"];
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
    "/price-lists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Price Lists
         * @description List price lists, the newest first.
         */
        get: operations["list_price_lists_price_lists_get"];
        put?: never;
        /**
         * Publish Prices
         * @description Publish a list of prices; an open list before it ends the day before (O1).
         */
        post: operations["publish_prices_price_lists_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/price-lists/{list_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One Price List
         * @description Show a price list with its prices.
         */
        get: operations["one_price_list_price_lists__list_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Products
         * @description List products by code.
         */
        get: operations["list_products_products_get"];
        put?: never;
        /**
         * Add Product
         * @description Add a product; the same product again changes nothing (O15).
         */
        post: operations["add_product_products_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/{product_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One Product
         * @description Show a product.
         */
        get: operations["one_product_products__product_id__get"];
        /**
         * Change Product
         * @description Change a product (O15).
         */
        put: operations["change_product_products__product_id__put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/requests/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One Form
         * @description Show a form and what became of it.
         */
        get: operations["one_form_requests__id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/requests/{id}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Withdraw
         * @description Take an open form back (撤回, N2).
         */
        post: operations["withdraw_requests__id__withdrawal_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/returns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Returns
         * @description List returns, the newest first.
         */
        get: operations["list_returns_returns_get"];
        put?: never;
        /**
         * Ask
         * @description Ask to give goods back (O7).
         */
        post: operations["ask_returns_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/returns/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One
         * @description Show a return.
         */
        get: operations["one_returns__id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/returns/{id}/receipt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Receive
         * @description Take goods into the store after inspection (O7).
         */
        post: operations["receive_returns__id__receipt_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/returns/{id}/submission": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Submit
         * @description Hand in a return that a complaint prepared (C9, O7).
         */
        post: operations["submit_returns__id__submission_post"];
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
    "/shipments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Shipments
         * @description List shipments, the newest first.
         */
        get: operations["list_shipments_shipments_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shipments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One
         * @description Show a shipment.
         */
        get: operations["one_shipments__id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shipments/{id}/delivery": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Arrive
         * @description Note what was taken of a shipment (O9).
         */
        post: operations["arrive_shipments__id__delivery_post"];
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
         * @description A customer as orders sees it.
         */
        AccountView: {
            /** Channel */
            channel: string | null;
            /**
             * Customer Id
             * Format: uuid
             */
            customer_id: string;
            /** Customer No */
            customer_no: string;
            exposure: components["schemas"]["Exposure"];
            /** Grade */
            grade: string | null;
            /** Missing Documents */
            missing_documents: string[];
            /** Name */
            name: string;
            overdue: components["schemas"]["Money"];
            /** Overdue Since On */
            overdue_since_on: string | null;
            /** Standing */
            standing: string;
            /** Status */
            status: string;
            /** Term Days */
            term_days: number;
        };
        /**
         * AllowanceBody
         * @description Goods wanted in spite of overdue money; without promises named, all open ones back it.
         */
        AllowanceBody: {
            amount: components["schemas"]["Money"];
            /** Month */
            month?: string | null;
            /** Order Ids */
            order_ids?: string[] | null;
            /** Promise Ids */
            promise_ids?: string[] | null;
            /** Reason */
            reason: string;
            /** To On */
            to_on?: string | null;
        };
        /**
         * AllowanceView
         * @description An allowance, and what of it is drawn.
         */
        AllowanceView: {
            /**
             * Allowance Id
             * Format: uuid
             */
            allowance_id: string;
            amount: components["schemas"]["Money"];
            /**
             * Approval Id
             * Format: uuid
             */
            approval_id: string;
            drawn: components["schemas"]["Money"];
            /** End Reason */
            end_reason: string | null;
            /** Ended At */
            ended_at: string | null;
            /**
             * From On
             * Format: date
             */
            from_on: string;
            /** Order Ids */
            order_ids: string[];
            /** Promise Ids */
            promise_ids: string[];
            /**
             * To On
             * Format: date
             */
            to_on: string;
        };
        /**
         * AskReturn
         * @description A return request (退货申请表).
         */
        AskReturn: {
            /**
             * Customer Id
             * Format: uuid
             */
            customer_id: string;
            /** Lines */
            lines: components["schemas"]["ReturnLineAsked"][];
            /** Reason */
            reason: string;
        };
        /**
         * Cancel
         * @description A cancellation: of the whole order, or of what the lines say.
         */
        Cancel: {
            /** Lines */
            lines?: components["schemas"]["CancelledQuantity"][] | null;
            /** Reason */
            reason: string;
        };
        /**
         * CancelledQuantity
         * @description What is cancelled, or split off, of a line.
         */
        CancelledQuantity: {
            /**
             * Line Id
             * Format: uuid
             */
            line_id: string;
            qty: components["schemas"]["Quantity"];
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
         * CureView
         * @description The least that would release a hold.
         */
        CureView: {
            amount: components["schemas"]["Money"] | null;
            /** Refs */
            refs: string[];
            /** Text En */
            text_en: string;
            /** Text Zh */
            text_zh: string;
        };
        /**
         * Deliver
         * @description A delivery; lines that are not named were taken whole.
         */
        Deliver: {
            /** Lines */
            lines?: components["schemas"]["TakenLine"][];
        };
        /**
         * DiscountBody
         * @description Why the price should be below the list.
         */
        DiscountBody: {
            /** Reason */
            reason: string;
        };
        /**
         * Dispatch
         * @description Goods that leave; without lines, all that is left.
         */
        Dispatch: {
            /** Lines */
            lines?: components["schemas"]["DispatchLine"][] | null;
            /**
             * Pallets Out
             * @default 0
             */
            pallets_out: number;
            /** Plate */
            plate?: string | null;
        };
        /**
         * DispatchLine
         * @description A quantity of a line that leaves.
         */
        DispatchLine: {
            /**
             * Line Id
             * Format: uuid
             */
            line_id: string;
            qty: components["schemas"]["Quantity"];
        };
        /**
         * EditOrder
         * @description The whole form anew; the customer stays.
         */
        EditOrder: {
            /** Collector */
            collector?: string | null;
            /** Customer Id */
            customer_id?: string | null;
            /** Lines */
            lines: components["schemas"]["LineAsked"][];
            /** Plate */
            plate?: string | null;
            /** Remarks */
            remarks?: string | null;
            ship_to?: components["schemas"]["ShipTo"] | null;
            /** Ship To Id */
            ship_to_id?: string | null;
            /** Terms */
            terms?: string | null;
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
         * Exposure
         * @description What a customer's credit carries, after the change, with the versions it was computed from.
         */
        Exposure: {
            account_net: components["schemas"]["Money"];
            /** Account Version */
            account_version: number;
            /** Credit Version */
            credit_version: number;
            /** Currency */
            currency: string;
            exposure: components["schemas"]["Money"];
            limit: components["schemas"]["Money"];
            reserved: components["schemas"]["Money"];
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
         * FormView
         * @description A form, and what became of it.
         */
        FormView: {
            /** Approval Id */
            approval_id: string | null;
            /** Asked */
            asked: {
                [key: string]: unknown;
            };
            /** Because */
            because: string | null;
            /**
             * Decide By
             * Format: date-time
             */
            decide_by: string;
            /** Ended At */
            ended_at: string | null;
            /** Facts */
            facts: {
                [key: string]: unknown;
            };
            /** Form Kind */
            form_kind: string;
            /**
             * Opened At
             * Format: date-time
             */
            opened_at: string;
            /**
             * Request Id
             * Format: uuid
             */
            request_id: string;
            /**
             * Requester Id
             * Format: uuid
             */
            requester_id: string;
            /** Revision */
            revision: number;
            /** State */
            state: string;
            /** Subject */
            subject: string;
            /** Version */
            version: number;
        };
        /**
         * HeldView
         * @description A hold with its ways out; `facts_before` is what it rested on when it began, where that has changed.
         */
        HeldView: {
            /** Approval Id */
            approval_id: string | null;
            /**
             * Blocks
             * @enum {string}
             */
            blocks: "confirm" | "produce" | "ship";
            cure: components["schemas"]["CureView"];
            /**
             * Customer Id
             * Format: uuid
             */
            customer_id: string;
            /** Facts */
            facts: {
                [key: string]: string;
            }[];
            /** Facts Before */
            facts_before: {
                [key: string]: string;
            }[] | null;
            /**
             * Hold Id
             * Format: uuid
             */
            hold_id: string;
            /** How */
            how: ("cured" | "approved" | "overruled" | "subject_ended") | null;
            /** Note */
            note: string | null;
            /** Order Id */
            order_id: string | null;
            /** Passed */
            passed: boolean;
            /**
             * Placed At
             * Format: date-time
             */
            placed_at: string;
            /** Placed By */
            placed_by: string;
            /**
             * Reason
             * @enum {string}
             */
            reason: "overdue" | "credit_limit" | "price_below_list" | "dossier_incomplete" | "territory" | "unsigned" | "deposit_unpaid" | "special_order_unpaid" | "stale_facts" | "manual";
            /** Released At */
            released_at: string | null;
            /**
             * Scope
             * @enum {string}
             */
            scope: "customer" | "order";
            /**
             * State
             * @enum {string}
             */
            state: "open" | "released";
            /** Version */
            version: number;
            /** Ways */
            ways: components["schemas"]["WayView"][];
        };
        /**
         * HoldBody
         * @description A hold by hand, with its reason in words.
         */
        HoldBody: {
            amount?: components["schemas"]["Money"] | null;
            /**
             * Blocks
             * @default ship
             */
            blocks: string;
            /** Note */
            note: string;
            /**
             * Reason
             * @default manual
             */
            reason: string;
        };
        /**
         * HoldView
         * @description A hold with its cause and its cure.
         */
        HoldView: {
            /** Approval Id */
            approval_id: string | null;
            /**
             * Blocks
             * @enum {string}
             */
            blocks: "confirm" | "produce" | "ship";
            cure: components["schemas"]["CureView"];
            /**
             * Customer Id
             * Format: uuid
             */
            customer_id: string;
            /** Facts */
            facts: {
                [key: string]: string;
            }[];
            /**
             * Hold Id
             * Format: uuid
             */
            hold_id: string;
            /** How */
            how: ("cured" | "approved" | "overruled" | "subject_ended") | null;
            /** Note */
            note: string | null;
            /** Order Id */
            order_id: string | null;
            /**
             * Placed At
             * Format: date-time
             */
            placed_at: string;
            /** Placed By */
            placed_by: string;
            /**
             * Reason
             * @enum {string}
             */
            reason: "overdue" | "credit_limit" | "price_below_list" | "dossier_incomplete" | "territory" | "unsigned" | "deposit_unpaid" | "special_order_unpaid" | "stale_facts" | "manual";
            /** Released At */
            released_at: string | null;
            /**
             * Scope
             * @enum {string}
             */
            scope: "customer" | "order";
            /**
             * State
             * @enum {string}
             */
            state: "open" | "released";
            /** Version */
            version: number;
        };
        /**
         * InspectedLine
         * @description What inspection takes back of a line, and why not all of it.
         */
        InspectedLine: {
            accepted: components["schemas"]["Quantity"];
            /**
             * Line Id
             * Format: uuid
             */
            line_id: string;
            /** Reason */
            reason?: string | null;
            /**
             * Shipment Id
             * Format: uuid
             */
            shipment_id: string;
        };
        /**
         * InvoicingAsked
         * @description The request for an invoice.
         */
        InvoicingAsked: {
            /**
             * Invoicing Id
             * Format: uuid
             */
            invoicing_id: string;
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
         * LineAsked
         * @description A line of an order form; without a price it is the list's.
         */
        LineAsked: {
            /** Line Id */
            line_id?: string | null;
            /**
             * Product Id
             * Format: uuid
             */
            product_id: string;
            qty: components["schemas"]["Quantity"];
            unit_price?: components["schemas"]["UnitPrice"] | null;
        };
        /**
         * LineView
         * @description A line, and what became of it.
         */
        LineView: {
            amount: components["schemas"]["Money"];
            cancelled: components["schemas"]["Quantity"];
            delivered: components["schemas"]["Quantity"];
            /**
             * Line Id
             * Format: uuid
             */
            line_id: string;
            /** Line No */
            line_no: number;
            list_price: components["schemas"]["UnitPrice"] | null;
            /**
             * Product Id
             * Format: uuid
             */
            product_id: string;
            /** Product Name */
            product_name: string;
            qty: components["schemas"]["Quantity"];
            qty_alt: components["schemas"]["Quantity"] | null;
            returned: components["schemas"]["Quantity"];
            shipped: components["schemas"]["Quantity"];
            unit_price: components["schemas"]["UnitPrice"];
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
         * NewProductBody
         * @description A new product with its code.
         */
        NewProductBody: {
            /**
             * Active
             * @default true
             */
            active: boolean;
            /** Channels */
            channels?: string[];
            /** Code */
            code: string;
            /** Grammage */
            grammage?: string | null;
            /** Height Mm */
            height_mm?: number | null;
            /** Name */
            name: string;
            /** Sheets Per Ream */
            sheets_per_ream?: number | null;
            /** Tax Rate */
            tax_rate: string;
            /** Unit */
            unit: string;
            /** Width Mm */
            width_mm?: number | null;
        };
        /**
         * OpenForm
         * @description A form that already asks for the release.
         */
        OpenForm: {
            /**
             * Decide By
             * Format: date-time
             */
            decide_by: string;
            /**
             * Opened At
             * Format: date-time
             */
            opened_at: string;
            /**
             * Request Id
             * Format: uuid
             */
            request_id: string;
        };
        /**
         * OrderPage
         * @description Some of a list of orders, and what all of it amounts to by currency.
         */
        OrderPage: {
            /** Items */
            items: components["schemas"]["OrderSummary"][];
            /** Next */
            next: string | null;
            /** Totals */
            totals: components["schemas"]["OrderTotal"][];
        };
        /**
         * OrderSummary
         * @description An order in a list; `holds` counts those that stop it, `reasons` names them.
         */
        OrderSummary: {
            /**
             * Customer Id
             * Format: uuid
             */
            customer_id: string;
            /** Customer Name */
            customer_name: string | null;
            /** Customer No */
            customer_no: string | null;
            /** Holds */
            holds: number;
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /** Order No */
            order_no: string;
            /**
             * Placed At
             * Format: date-time
             */
            placed_at: string;
            /** Reasons */
            reasons: ("overdue" | "credit_limit" | "price_below_list" | "dossier_incomplete" | "territory" | "unsigned" | "deposit_unpaid" | "special_order_unpaid" | "stale_facts" | "manual")[];
            /** Revision */
            revision: number;
            /**
             * Stage
             * @enum {string}
             */
            stage: "held" | "confirmed" | "part_shipped" | "shipped" | "cancelled";
            /**
             * State
             * @enum {string}
             */
            state: "held" | "confirmed" | "cancelled";
            unshipped: components["schemas"]["Money"];
            value: components["schemas"]["Money"];
        };
        /**
         * OrderTotal
         * @description What orders of one currency amount to.
         */
        OrderTotal: {
            /** Orders */
            orders: number;
            unshipped: components["schemas"]["Money"];
            value: components["schemas"]["Money"];
        };
        /**
         * OrderView
         * @description An order with its lines and what stops it; `may_ship` tells whether goods may leave now.
         */
        OrderView: {
            /**
             * Branch Id
             * Format: uuid
             */
            branch_id: string;
            /** Collector */
            collector: string | null;
            /** Confirmed At */
            confirmed_at: string | null;
            /** Copied From Id */
            copied_from_id: string | null;
            covered: components["schemas"]["Money"];
            /**
             * Customer Id
             * Format: uuid
             */
            customer_id: string;
            /** Holds */
            holds: components["schemas"]["HoldView"][];
            /** Lines */
            lines: components["schemas"]["LineView"][];
            /** May Ship */
            may_ship: boolean;
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /** Order No */
            order_no: string;
            /** Place */
            place: string;
            /**
             * Placed At
             * Format: date-time
             */
            placed_at: string;
            /** Plate */
            plate: string | null;
            /** Region */
            region: string;
            /** Remarks */
            remarks: string | null;
            /** Revision */
            revision: number;
            /** Ship To Id */
            ship_to_id: string | null;
            /**
             * Sign Off Due At
             * Format: date-time
             */
            sign_off_due_at: string;
            /** Source */
            source: string;
            /**
             * Stage
             * @enum {string}
             */
            stage: "held" | "confirmed" | "part_shipped" | "shipped" | "cancelled";
            /**
             * State
             * @enum {string}
             */
            state: "held" | "confirmed" | "cancelled";
            /** Term Days */
            term_days: number;
            /** Terms */
            terms: string;
            /** Town */
            town: boolean;
            unshipped: components["schemas"]["Money"];
            value: components["schemas"]["Money"];
            /** Version */
            version: number;
        };
        /**
         * OverdueItem
         * @description An invoice past its due date, with what is open and undisputed of it.
         */
        OverdueItem: {
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
        };
        /** Page[AccountView] */
        Page_AccountView_: {
            /** Items */
            items: components["schemas"]["AccountView"][];
            /** Next */
            next: string | null;
        };
        /** Page[HoldView] */
        Page_HoldView_: {
            /** Items */
            items: components["schemas"]["HoldView"][];
            /** Next */
            next: string | null;
        };
        /** Page[JournalEntry] */
        Page_JournalEntry_: {
            /** Items */
            items: components["schemas"]["JournalEntry"][];
            /** Next */
            next: string | null;
        };
        /** Page[ProductView] */
        Page_ProductView_: {
            /** Items */
            items: components["schemas"]["ProductView"][];
            /** Next */
            next: string | null;
        };
        /** Page[ReturnSummary] */
        Page_ReturnSummary_: {
            /** Items */
            items: components["schemas"]["ReturnSummary"][];
            /** Next */
            next: string | null;
        };
        /** Page[ShipmentSummary] */
        Page_ShipmentSummary_: {
            /** Items */
            items: components["schemas"]["ShipmentSummary"][];
            /** Next */
            next: string | null;
        };
        /** Page[dict[str, Any]] */
        Page_dict_str__Any__: {
            /** Items */
            items: {
                [key: string]: unknown;
            }[];
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
         * PlaceOrder
         * @description An order form for a customer.
         */
        PlaceOrder: {
            /** Collector */
            collector?: string | null;
            /**
             * Customer Id
             * Format: uuid
             */
            customer_id: string;
            /** Lines */
            lines: components["schemas"]["LineAsked"][];
            /** Plate */
            plate?: string | null;
            /** Remarks */
            remarks?: string | null;
            ship_to?: components["schemas"]["ShipTo"] | null;
            /** Ship To Id */
            ship_to_id?: string | null;
            /** Terms */
            terms?: string | null;
        };
        /**
         * PriceBody
         * @description A product's price in a list, for its own unit.
         */
        PriceBody: {
            /**
             * Product Id
             * Format: uuid
             */
            product_id: string;
            unit_price: components["schemas"]["UnitPrice"];
        };
        /**
         * PriceListBody
         * @description A list for a branch and all below it, a grade, or for everybody.
         */
        PriceListBody: {
            /** Branch Id */
            branch_id?: string | null;
            /** Grade */
            grade?: string | null;
            /** Prices */
            prices: components["schemas"]["PriceBody"][];
            /**
             * Valid From
             * Format: date
             */
            valid_from: string;
            /** Valid Until */
            valid_until?: string | null;
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
         * ProductBody
         * @description A product as it should be; `channels` empty lets every channel sell it.
         */
        ProductBody: {
            /**
             * Active
             * @default true
             */
            active: boolean;
            /** Channels */
            channels?: string[];
            /** Grammage */
            grammage?: string | null;
            /** Height Mm */
            height_mm?: number | null;
            /** Name */
            name: string;
            /** Sheets Per Ream */
            sheets_per_ream?: number | null;
            /** Tax Rate */
            tax_rate: string;
            /** Unit */
            unit: string;
            /** Width Mm */
            width_mm?: number | null;
        };
        /**
         * ProductView
         * @description A product as it is.
         */
        ProductView: {
            /** Active */
            active: boolean;
            /** Channels */
            channels: string[];
            /** Code */
            code: string;
            /** Grammage */
            grammage: string | null;
            /** Height Mm */
            height_mm: number | null;
            /** Name */
            name: string;
            /**
             * Product Id
             * Format: uuid
             */
            product_id: string;
            /** Sheets Per Ream */
            sheets_per_ream: number | null;
            /** Tax Rate */
            tax_rate: string;
            /** Unit */
            unit: string;
            /** Version */
            version: number;
            /** Width Mm */
            width_mm: number | null;
        };
        /**
         * PromiseView
         * @description A promise to pay.
         */
        PromiseView: {
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
            /** State */
            state: string;
        };
        /**
         * Published
         * @description The list that took effect.
         */
        Published: {
            /**
             * List Id
             * Format: uuid
             */
            list_id: string;
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
         * Receive
         * @description Goods in the store (顾客退货入库单); lines that are not named are accepted whole.
         */
        Receive: {
            /** Lines */
            lines?: components["schemas"]["InspectedLine"][];
        };
        /**
         * ReleaseBody
         * @description Why a hold is released.
         */
        ReleaseBody: {
            /** Note */
            note: string;
        };
        /**
         * RequestInvoicing
         * @description An invoicing request by hand (开票通知单).
         */
        RequestInvoicing: {
            /** Remarks */
            remarks?: string | null;
            /** Shipment Ids */
            shipment_ids: string[];
        };
        /**
         * ReturnLineAsked
         * @description A quantity of a delivered line that should come back.
         */
        ReturnLineAsked: {
            /**
             * Line Id
             * Format: uuid
             */
            line_id: string;
            qty: components["schemas"]["Quantity"];
            /**
             * Shipment Id
             * Format: uuid
             */
            shipment_id: string;
        };
        /**
         * ReturnLineView
         * @description A line of a return.
         */
        ReturnLineView: {
            accepted: components["schemas"]["Quantity"];
            accepted_amount: components["schemas"]["Money"];
            amount: components["schemas"]["Money"];
            /**
             * Line Id
             * Format: uuid
             */
            line_id: string;
            /** Note No */
            note_no: string;
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /** Product Name */
            product_name: string;
            qty: components["schemas"]["Quantity"];
            /** Rejected Because */
            rejected_because: string | null;
            /**
             * Shipment Id
             * Format: uuid
             */
            shipment_id: string;
        };
        /**
         * ReturnSummary
         * @description A return in a list.
         */
        ReturnSummary: {
            /** Approval Id */
            approval_id: string | null;
            /**
             * Asked At
             * Format: date-time
             */
            asked_at: string;
            /** Complaint Id */
            complaint_id: string | null;
            /**
             * Customer Id
             * Format: uuid
             */
            customer_id: string;
            /** Reason */
            reason: string;
            /** Received On */
            received_on: string | null;
            /** Request Id */
            request_id: string | null;
            /**
             * Return Id
             * Format: uuid
             */
            return_id: string;
            /** Return No */
            return_no: string;
            /** State */
            state: string;
            total: components["schemas"]["Money"];
        };
        /**
         * ReturnView
         * @description A return with its lines.
         */
        ReturnView: {
            /** Approval Id */
            approval_id: string | null;
            /**
             * Asked At
             * Format: date-time
             */
            asked_at: string;
            /** Complaint Id */
            complaint_id: string | null;
            /**
             * Customer Id
             * Format: uuid
             */
            customer_id: string;
            /** Lines */
            lines: components["schemas"]["ReturnLineView"][];
            /** Reason */
            reason: string;
            /** Received On */
            received_on: string | null;
            /** Request Id */
            request_id: string | null;
            /**
             * Return Id
             * Format: uuid
             */
            return_id: string;
            /** Return No */
            return_no: string;
            /** State */
            state: string;
            total: components["schemas"]["Money"];
            /** Version */
            version: number;
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
         * ShipTo
         * @description A place of delivery that is not on the customer's card.
         */
        ShipTo: {
            /** Place */
            place: string;
            /** Region */
            region: string;
            /**
             * Town
             * @default false
             */
            town: boolean;
        };
        /**
         * ShipmentLineView
         * @description A line of a shipment, with what was taken and what came back.
         */
        ShipmentLineView: {
            amount: components["schemas"]["Money"];
            /**
             * Line Id
             * Format: uuid
             */
            line_id: string;
            /** Product Name */
            product_name: string;
            qty: components["schemas"]["Quantity"];
            returned: components["schemas"]["Quantity"];
            taken: components["schemas"]["Quantity"];
        };
        /**
         * ShipmentSummary
         * @description A shipment in a list.
         */
        ShipmentSummary: {
            amount: components["schemas"]["Money"];
            /**
             * Customer Id
             * Format: uuid
             */
            customer_id: string;
            /** Delivered At */
            delivered_at: string | null;
            /**
             * Dispatched At
             * Format: date-time
             */
            dispatched_at: string;
            /** Note No */
            note_no: string;
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /** Promise At */
            promise_at: string | null;
            /**
             * Shipment Id
             * Format: uuid
             */
            shipment_id: string;
            /**
             * State
             * @enum {string}
             */
            state: "dispatched" | "delivered";
        };
        /**
         * ShipmentView
         * @description A shipment with its lines.
         */
        ShipmentView: {
            /** Allowance Id */
            allowance_id: string | null;
            amount: components["schemas"]["Money"];
            /**
             * Customer Id
             * Format: uuid
             */
            customer_id: string;
            /** Delivered At */
            delivered_at: string | null;
            /**
             * Dispatched At
             * Format: date-time
             */
            dispatched_at: string;
            /** Invoicing Id */
            invoicing_id: string | null;
            /** Lines */
            lines: components["schemas"]["ShipmentLineView"][];
            /** Note No */
            note_no: string;
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /** Pallets Out */
            pallets_out: number;
            /** Plate */
            plate: string | null;
            /** Promise At */
            promise_at: string | null;
            /** Receipt Due At */
            receipt_due_at: string | null;
            /**
             * Shipment Id
             * Format: uuid
             */
            shipment_id: string;
            /**
             * State
             * @enum {string}
             */
            state: "dispatched" | "delivered";
            /** Version */
            version: number;
        };
        /**
         * Split
         * @description What goes on to an order of its own.
         */
        Split: {
            /** Lines */
            lines: components["schemas"]["CancelledQuantity"][];
        };
        /**
         * TakenLine
         * @description What was taken of a line; what was not goes out once more if `again`.
         */
        TakenLine: {
            /**
             * Again
             * @default false
             */
            again: boolean;
            /**
             * Line Id
             * Format: uuid
             */
            line_id: string;
            taken: components["schemas"]["Quantity"];
        };
        /**
         * UnitPrice
         * @description Hold a price for one unit of a quantity, with four decimal places, gross.
         */
        UnitPrice: {
            /** Amount */
            amount: string;
            /** Currency */
            currency: string;
        };
        /**
         * WayView
         * @description One way out of a hold, who may go it, and how many holds stand afterwards.
         */
        WayView: {
            /**
             * Act
             * @enum {string}
             */
            act: "receive" | "ask_allowance" | "raise_limit" | "reprice" | "ask_discount" | "complete_dossier" | "return_contract" | "change_place" | "release";
            amount: components["schemas"]["Money"] | null;
            form: components["schemas"]["OpenForm"] | null;
            /** Leaves */
            leaves: number;
            /** Roles */
            roles: string[];
            /** Yours */
            yours: boolean;
        };
        /**
         * Why
         * @description Whether an order may go on, and if not, why and what would help; the most blocking hold first.
         */
        Why: {
            /** Acts */
            acts: number;
            /**
             * Customer Id
             * Format: uuid
             */
            customer_id: string;
            /** Customer Name */
            customer_name: string;
            /** Holds */
            holds: components["schemas"]["HeldView"][];
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /** Order No */
            order_no: string;
            /** Overdue Items */
            overdue_items: components["schemas"]["OverdueItem"][];
            /** Overdue More */
            overdue_more: number;
            /** State */
            state: string;
            /** Waits */
            waits: number;
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
    list_accounts_customers_get: {
        parameters: {
            query?: {
                limit?: number;
                after?: string | null;
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
                    "application/json": components["schemas"]["Page_AccountView_"];
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
    one_customers__id__get: {
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
    allowances_customers__id__allowances_get: {
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
                    "application/json": components["schemas"]["AllowanceView"][];
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
    exposure_customers__id__exposure_get: {
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
                    "application/json": components["schemas"]["Exposure"];
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
                    "application/json": components["schemas"]["PromiseView"][];
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
    list_holds_holds_get: {
        parameters: {
            query?: {
                limit?: number;
                after?: string | null;
                customer_id?: string | null;
                order_id?: string | null;
                state?: ("open" | "released") | null;
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
                    "application/json": components["schemas"]["Page_HoldView_"];
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
    one_holds__id__get: {
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
                    "application/json": components["schemas"]["HoldView"];
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
    release_holds__id__release_post: {
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
                "application/json": components["schemas"]["ReleaseBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HoldView"];
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
    ask_invoice_invoicing_requests_post: {
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
                "application/json": components["schemas"]["RequestInvoicing"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvoicingAsked"];
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
    list_orders_orders_get: {
        parameters: {
            query?: {
                limit?: number;
                after?: string | null;
                customer_id?: string | null;
                state?: ("held" | "confirmed" | "cancelled") | null;
                view?: ("today" | "stopped" | "ready") | null;
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
                    "application/json": components["schemas"]["OrderPage"];
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
    place_orders_post: {
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
                "application/json": components["schemas"]["PlaceOrder"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderView"];
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
    one_orders__id__get: {
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
                    "application/json": components["schemas"]["OrderView"];
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
    edit_orders__id__put: {
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
                "application/json": components["schemas"]["EditOrder"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderView"];
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
    ask_allowance_orders__id__allowance_requests_post: {
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
                "application/json": components["schemas"]["AllowanceBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FormView"];
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
    cancel_orders__id__cancellation_put: {
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
                "application/json": components["schemas"]["Cancel"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderView"];
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
    copy_orders__id__copies_post: {
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
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderView"];
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
    ask_discount_orders__id__discount_requests_post: {
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
                "application/json": components["schemas"]["DiscountBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FormView"];
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
    place_orders__id__holds_post: {
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
                "application/json": components["schemas"]["HoldBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HoldView"];
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
    send_orders__id__shipments_post: {
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
                "application/json": components["schemas"]["Dispatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShipmentView"];
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
    split_orders__id__splits_post: {
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
                "application/json": components["schemas"]["Split"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderView"];
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
    why_orders__id__why_get: {
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
                    "application/json": components["schemas"]["Why"];
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
    list_price_lists_price_lists_get: {
        parameters: {
            query?: {
                limit?: number;
                after?: string | null;
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
                    "application/json": components["schemas"]["Page_dict_str__Any__"];
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
    publish_prices_price_lists_post: {
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
                "application/json": components["schemas"]["PriceListBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Published"];
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
    one_price_list_price_lists__list_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                list_id: string;
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
                    "application/json": {
                        [key: string]: unknown;
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
    list_products_products_get: {
        parameters: {
            query?: {
                limit?: number;
                after?: string | null;
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
                    "application/json": components["schemas"]["Page_ProductView_"];
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
    add_product_products_post: {
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
                "application/json": components["schemas"]["NewProductBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductView"];
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
    one_product_products__product_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                product_id: string;
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
                    "application/json": components["schemas"]["ProductView"];
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
    change_product_products__product_id__put: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string | null;
            };
            path: {
                product_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProductBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductView"];
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
    one_form_requests__id__get: {
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
                    "application/json": components["schemas"]["FormView"];
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
    withdraw_requests__id__withdrawal_post: {
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
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FormView"];
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
    list_returns_returns_get: {
        parameters: {
            query?: {
                limit?: number;
                after?: string | null;
                customer_id?: string | null;
                complaint_id?: string | null;
                state?: string | null;
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
                    "application/json": components["schemas"]["Page_ReturnSummary_"];
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
    ask_returns_post: {
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
                "application/json": components["schemas"]["AskReturn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReturnView"];
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
    one_returns__id__get: {
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
                    "application/json": components["schemas"]["ReturnView"];
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
    receive_returns__id__receipt_post: {
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
                "application/json": components["schemas"]["Receive"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReturnView"];
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
    submit_returns__id__submission_post: {
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
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReturnView"];
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
    list_shipments_shipments_get: {
        parameters: {
            query?: {
                limit?: number;
                after?: string | null;
                order_id?: string | null;
                customer_id?: string | null;
                state?: ("dispatched" | "delivered") | null;
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
                    "application/json": components["schemas"]["Page_ShipmentSummary_"];
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
    one_shipments__id__get: {
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
                    "application/json": components["schemas"]["ShipmentView"];
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
    arrive_shipments__id__delivery_post: {
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
                "application/json": components["schemas"]["Deliver"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShipmentView"];
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
