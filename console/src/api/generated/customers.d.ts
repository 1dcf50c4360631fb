// Made from contracts/openapi/customers.json: npm run api
export interface paths {
    "/absences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Absences
         * @description List present and coming absences of the branches in reach (P6).
         */
        get: operations["list_absences_absences_get"];
        put?: never;
        /**
         * Record Absence
         * @description Record one's own absence, or that of one's people (P6).
         */
        post: operations["record_absence_absences_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/absences/{absence_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change Absence
         * @description Shorten, move or cancel an absence (P6).
         */
        put: operations["change_absence_absences__absence_id__put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/branches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Branches
         * @description List the branches in reach, from the top (P1).
         */
        get: operations["list_branches_branches_get"];
        put?: never;
        /**
         * Open Branch
         * @description Add a branch (P1).
         */
        post: operations["open_branch_branches_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/branches/{branch_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change Branch
         * @description Rename, move or close a branch (P1).
         */
        put: operations["change_branch_branches__branch_id__put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/calendar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Years
         * @description List the years with their days off and days made up.
         */
        get: operations["list_years_calendar_get"];
        put?: never;
        /**
         * Adopt Year
         * @description Take a year over as the state has published it; a year that is set already stays.
         */
        post: operations["adopt_year_calendar_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/calendar/{year}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set Year
         * @description Correct a year's working days; a year not set yet has version 0.
         */
        put: operations["set_year_calendar__year__put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/complaints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Complaints
         * @description List the complaints in reach: what is due first, then the closed ones (C9).
         */
        get: operations["list_complaints_complaints_get"];
        put?: never;
        /**
         * File Complaint
         * @description File a complaint about delivered goods (C9, C11).
         */
        post: operations["file_complaint_complaints_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/complaints/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Complaint
         * @description Show a complaint (C9).
         */
        get: operations["get_complaint_complaints__id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/complaints/{id}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Answer Complaint
         * @description Answer the customer for the first time (C9).
         */
        put: operations["answer_complaint_complaints__id__answer_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/complaints/{id}/closure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Close Without Remedy
         * @description Close a complaint that is unfounded or taken back (C9).
         */
        put: operations["close_without_remedy_complaints__id__closure_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/complaints/{id}/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Confirm Satisfaction
         * @description Take the customer's confirmation of satisfaction in (C10).
         */
        put: operations["confirm_satisfaction_complaints__id__confirmation_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/complaints/{id}/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm Facts
         * @description Confirm the facts after the joint visit, and decide the remedy (C9).
         */
        post: operations["confirm_facts_complaints__id__findings_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/complaints/{id}/remedy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Carry Out
         * @description Say that a replacement or repair was done (C9).
         */
        put: operations["carry_out_complaints__id__remedy_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/credit-applications/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Application
         * @description Show a credit application and whom it waits for (C5).
         */
        get: operations["get_application_credit_applications__id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/credit-applications/{request_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Edit Application
         * @description Edit an application: a new revision is decided anew (C5).
         */
        put: operations["edit_application_credit_applications__request_id__put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/credit-applications/{request_id}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Withdraw Application
         * @description Take an application back (N2).
         */
        put: operations["withdraw_application_credit_applications__request_id__withdrawal_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Customers
         * @description List the customers in reach by number (C1).
         */
        get: operations["list_customers_customers_get"];
        put?: never;
        /**
         * Open Customer
         * @description Open an account (C1).
         */
        post: operations["open_customer_customers_post"];
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
         * Get Customer
         * @description Show a customer with the papers on file and what is missing (C1).
         */
        get: operations["get_customer_customers__id__get"];
        /**
         * Edit Customer
         * @description Change a customer's card (C1).
         */
        put: operations["edit_customer_customers__id__put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/{id}/closure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Close Customer
         * @description Close a customer whose credit has ended (C2).
         */
        put: operations["close_customer_customers__id__closure_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/{id}/credit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Credit
         * @description Show a customer's credit (C5).
         */
        get: operations["get_credit_customers__id__credit_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/{id}/credit-applications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Applications
         * @description List a customer's credit applications, the newest first (C5).
         */
        get: operations["list_applications_customers__id__credit_applications_get"];
        put?: never;
        /**
         * Apply For Credit
         * @description Apply for credit (C5).
         */
        post: operations["apply_for_credit_customers__id__credit_applications_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/{id}/credit-contract": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Return Contract
         * @description Take the signed contract in; If-Match is the credit's version (C6).
         */
        put: operations["return_contract_customers__id__credit_contract_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/{id}/credit-end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * End Credit
         * @description Withdraw credit (C5).
         */
        put: operations["end_credit_customers__id__credit_end_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Deliveries
         * @description List what was delivered to a customer, the latest first (C9).
         */
        get: operations["list_deliveries_customers__id__deliveries_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/{id}/documents/{kind}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * File Document
         * @description Put a paper into the dossier; If-Match is the customer's version (C1, C2).
         */
        put: operations["file_document_customers__id__documents__kind__put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/{id}/grade": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Grade Customer
         * @description Set a customer's grade, with the reason (C4).
         */
        put: operations["grade_customer_customers__id__grade_put"];
        post?: never;
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
    "/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Me
         * @description Tell who I am, and what I may see (P2).
         */
        get: operations["me_me_get"];
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
    "/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List People
         * @description List the people of the branches in reach by staff number (P2).
         */
        get: operations["list_people_people_get"];
        put?: never;
        /**
         * Engage Person
         * @description Take a person on (P2).
         */
        post: operations["engage_person_people_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/people/{person_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change Person
         * @description Change a person's card, roles or manager, or let them go (P2).
         */
        put: operations["change_person_people__person_id__put"];
        post?: never;
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
    "/territories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Territories
         * @description List all territories: whoever is refused must learn whom to ask (P3).
         */
        get: operations["list_territories_territories_get"];
        put?: never;
        /**
         * Draw Territory
         * @description Draw a territory and give it to its representative (P3).
         */
        post: operations["draw_territory_territories_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/territories/{territory_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Assign Territory
         * @description Redraw a territory, or give it to another representative (P3).
         */
        put: operations["assign_territory_territories__territory_id__put"];
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
         * AbsenceTimes
         * @description When somebody is away, and who stands in.
         */
        AbsenceTimes: {
            /**
             * Cancelled
             * @default false
             */
            cancelled: boolean;
            /** Deputy Id */
            deputy_id?: string | null;
            /**
             * From At
             * Format: date-time
             */
            from_at: string;
            /**
             * To At
             * Format: date-time
             */
            to_at: string;
        };
        /**
         * AbsenceView
         * @description An absence with who stands in.
         */
        AbsenceView: {
            /**
             * Absence Id
             * Format: uuid
             */
            absence_id: string;
            /** Cancelled */
            cancelled: boolean;
            /** Deputy Id */
            deputy_id: string | null;
            /**
             * From At
             * Format: date-time
             */
            from_at: string;
            /**
             * Person Id
             * Format: uuid
             */
            person_id: string;
            /**
             * To At
             * Format: date-time
             */
            to_at: string;
            /** Version */
            version: number;
        };
        /**
         * AdoptYear
         * @description A year to take over as the state has published it.
         */
        AdoptYear: {
            /** Year */
            year: number;
        };
        /**
         * AnswerComplaint
         * @description What the customer was told first.
         */
        AnswerComplaint: {
            /** Answer */
            answer: string;
        };
        /**
         * ApplicationView
         * @description A credit application, what its approvers see, and whom it waits for; its version is the revision.
         */
        ApplicationView: {
            /** Approval Id */
            approval_id: string | null;
            /**
             * Asked At
             * Format: date-time
             */
            asked_at: string;
            /** Content Hash */
            content_hash: string;
            /**
             * Customer Id
             * Format: uuid
             */
            customer_id: string;
            /**
             * Decide By
             * Format: date-time
             */
            decide_by: string;
            facts: components["schemas"]["CreditFacts"];
            limit: components["schemas"]["Money"];
            /** Outcome */
            outcome: string | null;
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
            /**
             * Status
             * @enum {string}
             */
            status: "open" | "approved" | "refused" | "sent_back" | "withdrawn" | "expired" | "void";
            /** Term Days */
            term_days: number;
            /** Valid Until On */
            valid_until_on: string | null;
            /** Waiting For */
            waiting_for: string[];
        };
        /**
         * ApplyForCredit
         * @description What is asked for, and why.
         */
        ApplyForCredit: {
            /**
             * Guarantor
             * @default false
             */
            guarantor: boolean;
            limit: components["schemas"]["Money"];
            /** Reasons */
            reasons: string;
            /** Term Days */
            term_days: number;
            /** Valid Until On */
            valid_until_on?: string | null;
        };
        /**
         * AssignTerritory
         * @description A territory: its regions, its channels (none are all), and whose it is from when.
         */
        AssignTerritory: {
            /**
             * Branch Id
             * Format: uuid
             */
            branch_id: string;
            /**
             * Channels
             * @default []
             */
            channels: string[];
            /**
             * From On
             * Format: date
             */
            from_on: string;
            /** Name */
            name: string;
            /** Person Id */
            person_id?: string | null;
            /** Regions */
            regions: string[];
        };
        /**
         * BranchChanged
         * @description Raised when a node of the tree is made, moved or closed; O, R and N need it for scopes and chains (P1).
         *
         *     `path` holds the ids from the head office down to the branch itself.
         */
        BranchChanged: {
            /** Active */
            active: boolean;
            /**
             * Branch Id
             * Format: uuid
             */
            branch_id: string;
            /** Code */
            code: string;
            /** Level */
            level: string;
            /** Name */
            name: string;
            /** Parent Id */
            parent_id: string | null;
            /** Path */
            path: string[];
            /** Version */
            version: number;
        };
        /**
         * CarryOut
         * @description What was done: the order that replaced, or a note.
         */
        CarryOut: {
            /** Reference */
            reference?: string | null;
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
         * CloseComplaint
         * @description Why a complaint ends without a remedy.
         */
        CloseComplaint: {
            /**
             * Outcome
             * @enum {string}
             */
            outcome: "unfounded" | "taken_back";
            /** Reason */
            reason: string;
        };
        /**
         * CloseCustomer
         * @description Why nothing is sold any more.
         */
        CloseCustomer: {
            /** Reason */
            reason: string;
        };
        /**
         * ComplaintItem
         * @description A complaint in a list.
         */
        ComplaintItem: {
            /**
             * Complaint Id
             * Format: uuid
             */
            complaint_id: string;
            /** Complaint No */
            complaint_no: string;
            /**
             * Customer Id
             * Format: uuid
             */
            customer_id: string;
            /** Customer Name */
            customer_name: string | null;
            /** Customer No */
            customer_no: string | null;
            disputed: components["schemas"]["Money"];
            /** Due At */
            due_at: string | null;
            /**
             * Filed At
             * Format: date-time
             */
            filed_at: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "complaint" | "objection" | "suggestion";
            /** Overdue At */
            overdue_at: string | null;
            /**
             * Severity
             * @enum {string}
             */
            severity: "minor" | "major" | "critical";
            /** Specialist Id */
            specialist_id: string | null;
            /** Specialist Name */
            specialist_name: string | null;
            /**
             * Status
             * @enum {string}
             */
            status: "filed" | "answered" | "confirmed" | "remedied" | "closed";
        };
        /**
         * ComplaintView
         * @description A complaint with its lines and what became of it.
         */
        ComplaintView: {
            /** Answer */
            answer: string | null;
            /** Closed Because */
            closed_because: string | null;
            /**
             * Complaint Id
             * Format: uuid
             */
            complaint_id: string;
            /** Complaint No */
            complaint_no: string;
            /** Confirmation File Id */
            confirmation_file_id: string | null;
            /**
             * Customer Id
             * Format: uuid
             */
            customer_id: string;
            /** Customer Name */
            customer_name: string | null;
            /** Customer No */
            customer_no: string | null;
            /** Description */
            description: string;
            disputed: components["schemas"]["Money"];
            /** Due At */
            due_at: string | null;
            /**
             * Filed At
             * Format: date-time
             */
            filed_at: string;
            /** Findings */
            findings: string | null;
            /**
             * Kind
             * @enum {string}
             */
            kind: "complaint" | "objection" | "suggestion";
            /** Lines */
            lines: components["schemas"]["ConfirmedLine"][];
            /** Outcome */
            outcome: ("satisfied" | "unfounded" | "taken_back") | null;
            /** Overdue At */
            overdue_at: string | null;
            /** Photographs */
            photographs: {
                [key: string]: unknown;
            }[];
            /** Remedied By */
            remedied_by: string | null;
            /** Remedy */
            remedy: ("replace" | "return" | "credit" | "repair" | "none") | null;
            /** Round */
            round: number;
            /** Satisfied */
            satisfied: boolean | null;
            /** Settled On Spot */
            settled_on_spot: boolean;
            /**
             * Severity
             * @enum {string}
             */
            severity: "minor" | "major" | "critical";
            /** Specialist Id */
            specialist_id: string | null;
            /** Specialist Name */
            specialist_name: string | null;
            /**
             * Status
             * @enum {string}
             */
            status: "filed" | "answered" | "confirmed" | "remedied" | "closed";
            /** Version */
            version: number;
        };
        /**
         * ConfirmFacts
         * @description The facts after the joint visit, and the remedy; a line not named is not accepted.
         */
        ConfirmFacts: {
            /** Findings */
            findings: string;
            /**
             * Lines
             * @default []
             */
            lines: components["schemas"]["FoundLine"][];
            /**
             * Remedy
             * @enum {string}
             */
            remedy: "replace" | "return" | "credit" | "repair" | "none";
        };
        /**
         * ConfirmSatisfaction
         * @description What the customer signed.
         */
        ConfirmSatisfaction: {
            /** File Id */
            file_id?: string | null;
            /** Satisfied */
            satisfied: boolean;
        };
        /**
         * ConfirmedLine
         * @description A complained line with what was accepted after the joint visit.
         */
        ConfirmedLine: {
            accepted_amount: components["schemas"]["Money"];
            accepted_qty: components["schemas"]["Quantity"];
            amount: components["schemas"]["Money"];
            /**
             * Line Id
             * Format: uuid
             */
            line_id: string;
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /** Order No */
            order_no: string;
            /**
             * Product Id
             * Format: uuid
             */
            product_id: string;
            /** Product Name */
            product_name: string;
            qty: components["schemas"]["Quantity"];
            /**
             * Shipment Id
             * Format: uuid
             */
            shipment_id: string;
        };
        /**
         * Contact
         * @description Whom to call; never leaves this service (C15).
         */
        Contact: {
            /** Name */
            name: string;
            /** Position */
            position: string;
            /** Telephone */
            telephone: string;
        };
        /**
         * CreditFacts
         * @description What the approver of a credit application sees (C5).
         */
        CreditFacts: {
            /** Customer Name */
            customer_name: string;
            /** Guarantor */
            guarantor: boolean;
            limit: components["schemas"]["Money"];
            limit_before: components["schemas"]["Money"] | null;
            payment: components["schemas"]["PaymentBehaviour"];
            pool_left: components["schemas"]["Money"] | null;
            /** Reasons */
            reasons: string;
            /** Term Days */
            term_days: number;
            turnover_12m: components["schemas"]["Money"];
        };
        /**
         * CreditView
         * @description The credit that a customer has.
         */
        CreditView: {
            /** Approval Id */
            approval_id: string | null;
            /** Contract Due At */
            contract_due_at: string | null;
            /** Contract File Id */
            contract_file_id: string | null;
            /**
             * Customer Id
             * Format: uuid
             */
            customer_id: string;
            /** Ended Because */
            ended_because: string | null;
            limit: components["schemas"]["Money"];
            /** Provisional */
            provisional: boolean;
            /** Returned On */
            returned_on: string | null;
            /**
             * Status
             * @enum {string}
             */
            status: "in_force" | "ended";
            /** Term Days */
            term_days: number;
            /** Valid Until On */
            valid_until_on: string | null;
            /** Version */
            version: number;
        };
        /**
         * CustomerItem
         * @description A customer in a list.
         */
        CustomerItem: {
            /**
             * Branch Id
             * Format: uuid
             */
            branch_id: string;
            /** Branch Name */
            branch_name?: string | null;
            /** Channel */
            channel: string | null;
            /**
             * Customer Id
             * Format: uuid
             */
            customer_id: string;
            /** Customer No */
            customer_no: string;
            /** Grade */
            grade: ("A" | "B" | "C" | "D") | null;
            /** Missing */
            missing: string[];
            /** Name */
            name: string;
            /** Owner Id */
            owner_id: string | null;
            /** Owner Name */
            owner_name?: string | null;
            /**
             * Status
             * @enum {string}
             */
            status: "pending" | "active" | "lapsed" | "closed";
            /** Version */
            version: number;
        };
        /**
         * CustomerView
         * @description A customer's dossier.
         */
        CustomerView: {
            /**
             * Branch Id
             * Format: uuid
             */
            branch_id: string;
            /** Branch Name */
            branch_name?: string | null;
            /** Channel */
            channel: string | null;
            /** Closed Because */
            closed_because: string | null;
            /** Contacts */
            contacts: {
                [key: string]: unknown;
            }[];
            /** Credit Code */
            credit_code: string | null;
            /**
             * Customer Id
             * Format: uuid
             */
            customer_id: string;
            /** Customer No */
            customer_no: string;
            /** Dealer Id */
            dealer_id: string | null;
            /**
             * Documents
             * @default []
             */
            documents: components["schemas"]["DocumentView"][];
            /** Grade */
            grade: ("A" | "B" | "C" | "D") | null;
            /** Grade Reason */
            grade_reason: string | null;
            /** Invoicing */
            invoicing: {
                [key: string]: unknown;
            } | null;
            /** Missing */
            missing: string[];
            /** Name */
            name: string;
            /**
             * Opened At
             * Format: date-time
             */
            opened_at: string;
            /** Owner Id */
            owner_id: string | null;
            /** Owner Name */
            owner_name?: string | null;
            /** Papers Until */
            papers_until: string | null;
            /** Ship To */
            ship_to: {
                [key: string]: unknown;
            }[];
            /**
             * Status
             * @enum {string}
             */
            status: "pending" | "active" | "lapsed" | "closed";
            /** Territory Id */
            territory_id: string | null;
            /** Version */
            version: number;
            /**
             * Warnings
             * @default []
             */
            warnings: components["schemas"]["NoticeView"][];
        };
        /**
         * DeliveredLineView
         * @description A delivered line, and what came back of it.
         */
        DeliveredLineView: {
            amount: components["schemas"]["Money"];
            /**
             * Delivered At
             * Format: date-time
             */
            delivered_at: string;
            /**
             * Line Id
             * Format: uuid
             */
            line_id: string;
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /** Order No */
            order_no: string;
            /**
             * Product Id
             * Format: uuid
             */
            product_id: string;
            /** Product Name */
            product_name: string;
            qty: components["schemas"]["Quantity"];
            returned_qty: components["schemas"]["Quantity"];
            /**
             * Shipment Id
             * Format: uuid
             */
            shipment_id: string;
        };
        /**
         * DocumentView
         * @description A paper on file.
         */
        DocumentView: {
            /** Checksum */
            checksum: string | null;
            /** Expires On */
            expires_on: string | null;
            /** File Id */
            file_id: string | null;
            /**
             * Filed At
             * Format: date-time
             */
            filed_at: string;
            /** Issued On */
            issued_on: string | null;
            /** Kind */
            kind: string;
            /** Number */
            number: string;
        };
        /**
         * EditCustomer
         * @description A customer's card as it should be.
         */
        EditCustomer: {
            /** Channel */
            channel?: string | null;
            /**
             * Contacts
             * @default []
             */
            contacts: components["schemas"]["Contact"][];
            /** Credit Code */
            credit_code?: string | null;
            /** Dealer Id */
            dealer_id?: string | null;
            invoicing?: components["schemas"]["InvoicingDetails"] | null;
            /** Name */
            name: string;
            /** Owner Id */
            owner_id?: string | null;
            /**
             * Ship To
             * @default []
             */
            ship_to: components["schemas"]["Place"][];
            /** Territory Id */
            territory_id?: string | null;
        };
        /**
         * EndCredit
         * @description Why credit ends.
         */
        EndCredit: {
            /** Reason */
            reason: string;
        };
        /**
         * EngagePerson
         * @description A person as they should be known; the staff number is the login's subject.
         */
        EngagePerson: {
            /**
             * Active
             * @default true
             */
            active: boolean;
            /**
             * Home Branch Id
             * Format: uuid
             */
            home_branch_id: string;
            /** Manager Id */
            manager_id?: string | null;
            /** Name */
            name: string;
            /**
             * Roles
             * @default []
             */
            roles: components["schemas"]["GivenRole"][];
            /** Staff No */
            staff_no: string;
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
         * FileComplaint
         * @description The complaint form; with a settlement it was settled on the spot.
         */
        FileComplaint: {
            /**
             * Customer Id
             * Format: uuid
             */
            customer_id: string;
            /** Description */
            description: string;
            /**
             * Kind
             * @default complaint
             * @enum {string}
             */
            kind: "complaint" | "objection" | "suggestion";
            /**
             * Lines
             * @default []
             */
            lines: components["schemas"]["FiledLine"][];
            /**
             * Photographs
             * @default []
             */
            photographs: components["schemas"]["Photograph"][];
            /** Settlement */
            settlement?: string | null;
            /**
             * Severity
             * @enum {string}
             */
            severity: "minor" | "major" | "critical";
        };
        /**
         * FileDocument
         * @description A paper with its number, dates and the reference of its scan.
         */
        FileDocument: {
            /** Checksum */
            checksum: string;
            /** Expires On */
            expires_on?: string | null;
            /**
             * File Id
             * Format: uuid
             */
            file_id: string;
            /** Issued On */
            issued_on?: string | null;
            /** Number */
            number: string;
        };
        /**
         * FiledLine
         * @description A delivered line, how much of it is complained of, and what of its price is disputed.
         */
        FiledLine: {
            amount: components["schemas"]["Money"];
            /**
             * Line Id
             * Format: uuid
             */
            line_id: string;
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            qty: components["schemas"]["Quantity"];
            /**
             * Shipment Id
             * Format: uuid
             */
            shipment_id: string;
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
         * FoundLine
         * @description What is accepted of a line.
         */
        FoundLine: {
            accepted_amount: components["schemas"]["Money"];
            accepted_qty: components["schemas"]["Quantity"];
            /**
             * Line Id
             * Format: uuid
             */
            line_id: string;
            /**
             * Shipment Id
             * Format: uuid
             */
            shipment_id: string;
        };
        /**
         * GivenRole
         * @description A role in a branch and all below it.
         */
        GivenRole: {
            /**
             * Branch Id
             * Format: uuid
             */
            branch_id: string;
            /** Role */
            role: string;
        };
        /**
         * GradeCustomer
         * @description A grade by hand, with its reason.
         */
        GradeCustomer: {
            /**
             * Grade
             * @enum {string}
             */
            grade: "A" | "B" | "C" | "D";
            /** Reason */
            reason: string;
        };
        /**
         * InvoicingDetails
         * @description What an invoice must state of the buyer (开票资料).
         */
        InvoicingDetails: {
            /** File Id */
            file_id?: string | null;
            /** Tax No */
            tax_no: string;
            /** Title */
            title: string;
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
         * Me
         * @description Who is asking, with the roles held and the branches in reach.
         */
        Me: {
            /** Branch Ids */
            branch_ids: string[];
            /** Home Branch Id */
            home_branch_id: string | null;
            /** Is Operator */
            is_operator: boolean;
            /** Manager Id */
            manager_id: string | null;
            /** Name */
            name: string | null;
            /** Person Id */
            person_id: string | null;
            /** Roles */
            roles: components["schemas"]["RoleInBranch"][];
            /** Subject */
            subject: string;
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
         * NoticeView
         * @description Something to know that stops nothing.
         */
        NoticeView: {
            /** Code */
            code: string;
            /** En */
            en: string;
            /** Zh */
            zh: string;
        };
        /**
         * OpenCustomer
         * @description A new customer's card; without a number one is drawn.
         */
        OpenCustomer: {
            /**
             * Branch Id
             * Format: uuid
             */
            branch_id: string;
            /** Channel */
            channel?: string | null;
            /**
             * Contacts
             * @default []
             */
            contacts: components["schemas"]["Contact"][];
            /** Credit Code */
            credit_code?: string | null;
            /** Customer No */
            customer_no?: string | null;
            /** Dealer Id */
            dealer_id?: string | null;
            invoicing?: components["schemas"]["InvoicingDetails"] | null;
            /** Name */
            name: string;
            /** Owner Id */
            owner_id?: string | null;
            /**
             * Ship To
             * @default []
             */
            ship_to: components["schemas"]["Place"][];
            /** Territory Id */
            territory_id?: string | null;
        };
        /** Page[ComplaintItem] */
        Page_ComplaintItem_: {
            /** Items */
            items: components["schemas"]["ComplaintItem"][];
            /** Next */
            next: string | null;
        };
        /** Page[CustomerItem] */
        Page_CustomerItem_: {
            /** Items */
            items: components["schemas"]["CustomerItem"][];
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
        /** Page[PersonChanged] */
        Page_PersonChanged_: {
            /** Items */
            items: components["schemas"]["PersonChanged"][];
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
         * PaymentBehaviour
         * @description How the customer paid in the last twelve months, from projections of customers.
         */
        PaymentBehaviour: {
            /** Days Late Max */
            days_late_max: number;
            /** Invoices Settled */
            invoices_settled: number;
            overdue: components["schemas"]["Money"];
            /** Promises Broken */
            promises_broken: number;
            /** Settled Late */
            settled_late: number;
        };
        /**
         * PersonChanged
         * @description Raised when a person, role, manager or home branch changes; O and R need the rights, N the chains (P2).
         *
         *     `oidc_subject` is whom the person logs in as; e-mail and mobile numbers stay in notifications.
         */
        PersonChanged: {
            /** Active */
            active: boolean;
            /**
             * Home Branch Id
             * Format: uuid
             */
            home_branch_id: string;
            /** Manager Id */
            manager_id: string | null;
            /** Name */
            name: string;
            /** Oidc Subject */
            oidc_subject: string | null;
            /**
             * Person Id
             * Format: uuid
             */
            person_id: string;
            /** Roles */
            roles: components["schemas"]["RoleInBranch"][];
            /** Version */
            version: number;
        };
        /**
         * Photograph
         * @description The reference of a photograph; it never leaves this service.
         */
        Photograph: {
            /** Checksum */
            checksum: string;
            /**
             * File Id
             * Format: uuid
             */
            file_id: string;
        };
        /**
         * Place
         * @description Where goods go: `town` decides between 24 and 48 hours (O9).
         */
        Place: {
            /** Place */
            place: string;
            /** Region */
            region: string;
            /** Ship To Id */
            ship_to_id?: string | null;
            /** Town */
            town: boolean;
        };
        /**
         * PlaceBranch
         * @description A branch as it should be.
         */
        PlaceBranch: {
            /**
             * Active
             * @default true
             */
            active: boolean;
            /** Code */
            code: string;
            /**
             * Level
             * @enum {string}
             */
            level: "head_office" | "region" | "branch";
            /** Name */
            name: string;
            /** Parent Id */
            parent_id?: string | null;
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
         * RecordAbsence
         * @description Who is away, when, and who stands in.
         */
        RecordAbsence: {
            /**
             * Cancelled
             * @default false
             */
            cancelled: boolean;
            /** Deputy Id */
            deputy_id?: string | null;
            /**
             * From At
             * Format: date-time
             */
            from_at: string;
            /**
             * Person Id
             * Format: uuid
             */
            person_id: string;
            /**
             * To At
             * Format: date-time
             */
            to_at: string;
        };
        /**
         * ReturnContract
         * @description The signed contract that came back.
         */
        ReturnContract: {
            /**
             * File Id
             * Format: uuid
             */
            file_id: string;
            /**
             * Returned On
             * Format: date
             */
            returned_on: string;
        };
        /**
         * RoleInBranch
         * @description A role held in a branch and all below it.
         */
        RoleInBranch: {
            /**
             * Branch Id
             * Format: uuid
             */
            branch_id: string;
            /** Role */
            role: string;
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
         * TerritoryView
         * @description A territory and whose it is.
         */
        TerritoryView: {
            /**
             * Branch Id
             * Format: uuid
             */
            branch_id: string;
            /** Channels */
            channels: string[];
            /**
             * From On
             * Format: date
             */
            from_on: string;
            /** Name */
            name: string;
            /** Person Id */
            person_id: string | null;
            /** Regions */
            regions: string[];
            /**
             * Territory Id
             * Format: uuid
             */
            territory_id: string;
            /** Version */
            version: number;
        };
        /**
         * YearDays
         * @description A year's days off, and the weekend days worked in return.
         */
        YearDays: {
            /** Holidays */
            holidays: string[];
            /**
             * Known Until
             * Format: date
             */
            known_until: string;
            /** Make Up Days */
            make_up_days: string[];
        };
        /**
         * YearView
         * @description A year's days off, the days made up, and until when it is published.
         */
        YearView: {
            /** Holidays */
            holidays: string[];
            /**
             * Known Until
             * Format: date
             */
            known_until: string;
            /** Make Up Days */
            make_up_days: string[];
            /** Version */
            version: number;
            /** Year */
            year: number;
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
    list_absences_absences_get: {
        parameters: {
            query?: {
                person_id?: string | null;
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
                    "application/json": components["schemas"]["AbsenceView"][];
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
    record_absence_absences_post: {
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
                "application/json": components["schemas"]["RecordAbsence"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AbsenceView"];
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
    change_absence_absences__absence_id__put: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string | null;
            };
            path: {
                absence_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AbsenceTimes"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AbsenceView"];
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
    list_branches_branches_get: {
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
                    "application/json": components["schemas"]["BranchChanged"][];
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
    open_branch_branches_post: {
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
                "application/json": components["schemas"]["PlaceBranch"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BranchChanged"];
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
    change_branch_branches__branch_id__put: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string | null;
            };
            path: {
                branch_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlaceBranch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BranchChanged"];
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
    list_years_calendar_get: {
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
                    "application/json": components["schemas"]["YearView"][];
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
    adopt_year_calendar_post: {
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
                "application/json": components["schemas"]["AdoptYear"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["YearView"][];
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
    set_year_calendar__year__put: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string | null;
            };
            path: {
                year: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["YearDays"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["YearView"];
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
    list_complaints_complaints_get: {
        parameters: {
            query?: {
                limit?: number;
                after?: string | null;
                status?: ("filed" | "answered" | "confirmed" | "remedied" | "closed") | null;
                severity?: ("minor" | "major" | "critical") | null;
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
                    "application/json": components["schemas"]["Page_ComplaintItem_"];
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
    file_complaint_complaints_post: {
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
                "application/json": components["schemas"]["FileComplaint"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ComplaintView"];
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
    get_complaint_complaints__id__get: {
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
                    "application/json": components["schemas"]["ComplaintView"];
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
    answer_complaint_complaints__id__answer_put: {
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
                "application/json": components["schemas"]["AnswerComplaint"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ComplaintView"];
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
    close_without_remedy_complaints__id__closure_put: {
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
                "application/json": components["schemas"]["CloseComplaint"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ComplaintView"];
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
    confirm_satisfaction_complaints__id__confirmation_put: {
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
                "application/json": components["schemas"]["ConfirmSatisfaction"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ComplaintView"];
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
    confirm_facts_complaints__id__findings_post: {
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
                "application/json": components["schemas"]["ConfirmFacts"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ComplaintView"];
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
    carry_out_complaints__id__remedy_put: {
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
                "application/json": components["schemas"]["CarryOut"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ComplaintView"];
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
    get_application_credit_applications__id__get: {
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
                    "application/json": components["schemas"]["ApplicationView"];
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
    edit_application_credit_applications__request_id__put: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string | null;
            };
            path: {
                request_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApplyForCredit"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationView"];
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
    withdraw_application_credit_applications__request_id__withdrawal_put: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string | null;
            };
            path: {
                request_id: string;
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
                    "application/json": components["schemas"]["ApplicationView"];
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
    list_customers_customers_get: {
        parameters: {
            query?: {
                limit?: number;
                after?: string | null;
                status?: ("pending" | "active" | "lapsed" | "closed") | null;
                grade?: ("A" | "B" | "C" | "D") | null;
                branch_id?: string | null;
                owner_id?: string | null;
                q?: string | null;
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
                    "application/json": components["schemas"]["Page_CustomerItem_"];
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
    open_customer_customers_post: {
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
                "application/json": components["schemas"]["OpenCustomer"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerView"];
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
    get_customer_customers__id__get: {
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
                    "application/json": components["schemas"]["CustomerView"];
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
    edit_customer_customers__id__put: {
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
                "application/json": components["schemas"]["EditCustomer"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerView"];
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
    close_customer_customers__id__closure_put: {
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
                "application/json": components["schemas"]["CloseCustomer"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerView"];
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
    get_credit_customers__id__credit_get: {
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
                    "application/json": components["schemas"]["CreditView"];
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
    list_applications_customers__id__credit_applications_get: {
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
                    "application/json": components["schemas"]["ApplicationView"][];
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
    apply_for_credit_customers__id__credit_applications_post: {
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
                "application/json": components["schemas"]["ApplyForCredit"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationView"];
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
    return_contract_customers__id__credit_contract_put: {
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
                "application/json": components["schemas"]["ReturnContract"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreditView"];
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
    end_credit_customers__id__credit_end_put: {
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
                "application/json": components["schemas"]["EndCredit"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreditView"];
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
    list_deliveries_customers__id__deliveries_get: {
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
                    "application/json": components["schemas"]["DeliveredLineView"][];
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
    file_document_customers__id__documents__kind__put: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string | null;
            };
            path: {
                id: string;
                kind: "business_licence" | "organisation_code" | "taxpayer_certificate" | "invoicing_details" | "identity_card" | "overview_form";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FileDocument"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerView"];
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
    grade_customer_customers__id__grade_put: {
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
                "application/json": components["schemas"]["GradeCustomer"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerView"];
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
    me_me_get: {
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
                    "application/json": components["schemas"]["Me"];
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
    list_people_people_get: {
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
                    "application/json": components["schemas"]["Page_PersonChanged_"];
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
    engage_person_people_post: {
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
                "application/json": components["schemas"]["EngagePerson"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonChanged"];
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
    change_person_people__person_id__put: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string | null;
            };
            path: {
                person_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EngagePerson"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonChanged"];
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
    list_territories_territories_get: {
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
                    "application/json": components["schemas"]["TerritoryView"][];
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
    draw_territory_territories_post: {
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
                "application/json": components["schemas"]["AssignTerritory"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TerritoryView"];
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
    assign_territory_territories__territory_id__put: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string | null;
            };
            path: {
                territory_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssignTerritory"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TerritoryView"];
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
}
