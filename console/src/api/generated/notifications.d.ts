// Made from contracts/openapi/notifications.json: npm run api
export interface paths {
    "/approval-batches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decide Many
         * @description Take one verdict on several forms, each answered for itself (N2).
         */
        post: operations["decide_many_approval_batches_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/approvals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Approvals
         * @description List what waits for oneself (also as deputy), what one asked for, or what concerns one (N2).
         */
        get: operations["approvals_approvals_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/approvals/{approval_id}/copies": {
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
         * @description Send a form to people for information (抄送, N2).
         */
        post: operations["copy_approvals__approval_id__copies_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/approvals/{approval_id}/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decide
         * @description Approve, refuse or send back just the content that was seen (N1).
         */
        post: operations["decide_approvals__approval_id__decisions_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/approvals/{approval_id}/signers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add Signer
         * @description Ask one more person to sign (加签, N2).
         */
        post: operations["add_signer_approvals__approval_id__signers_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/approvals/{approval_id}/transfers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand On
         * @description Pass one's seat to somebody else (转交, N2).
         */
        post: operations["hand_on_approvals__approval_id__transfers_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/approvals/{approval_id}/urges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Urge
         * @description Remind those who are waited for (催办, N2).
         */
        post: operations["urge_approvals__approval_id__urges_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/approvals/{approval_id}/withdrawal": {
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
         * @description Take back what one asked for (撤回, N2).
         */
        post: operations["withdraw_approvals__approval_id__withdrawal_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/approvals/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Approval
         * @description Show a form with its facts, chain and history (N2).
         */
        get: operations["approval_approvals__id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/flows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Flows
         * @description List all flows: those shipped, changed and added (N3).
         */
        get: operations["flows_flows_get"];
        put?: never;
        /**
         * Create
         * @description Add a flow (N3).
         */
        post: operations["create_flows_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/flows/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Flow
         * @description Show a flow (N3).
         */
        get: operations["flow_flows__name__get"];
        /**
         * Change
         * @description Change a flow, or switch it off (N3).
         */
        put: operations["change_flows__name__put"];
        post?: never;
        /**
         * Remove
         * @description Remove an own flow, or let a shipped one be as it was (N3).
         */
        delete: operations["remove_flows__name__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/form-kinds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Kinds
         * @description List the kinds of form with their chains (N1).
         */
        get: operations["kinds_form_kinds_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/form-kinds/{kind}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change
         * @description Change a kind's chain; forms that are open keep theirs (N1).
         */
        put: operations["change_form_kinds__kind__put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Inbox
         * @description List one's own messages, the newest first (N6).
         */
        get: operations["inbox_inbox_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inbox/{message_id}/completion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Complete
         * @description Mark one's own message as done (N6).
         */
        post: operations["complete_inbox__message_id__completion_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inbox/{message_id}/reading": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read
         * @description Mark one's own message as read (N6).
         */
        post: operations["read_inbox__message_id__reading_post"];
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
    "/people/{id}/contact": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Contact
         * @description Show where and when a person can be reached (P5).
         */
        get: operations["contact_people__id__contact_get"];
        /**
         * Put Contact
         * @description Keep where and when a person can be reached; version 0 begins the line (P5).
         */
        put: operations["put_contact_people__id__contact_put"];
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
    "/todo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Todo
         * @description List what waits for oneself, also as deputy, the nearest deadline first (N2, N6, P6).
         */
        get: operations["todo_todo_get"];
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
         * ActView
         * @description A line of a form's history.
         */
        ActView: {
            /** Action */
            action: string;
            /** Actor */
            actor: string;
            /** Actor Name */
            actor_name: string | null;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Comment */
            comment: string | null;
            /** For Name */
            for_name: string | null;
            /** For Person Id */
            for_person_id: string | null;
            /** Step */
            step: number;
        };
        /**
         * AnswerView
         * @description What became of one form of a batch.
         */
        AnswerView: {
            approval: components["schemas"]["ApprovalView"] | null;
            /**
             * Approval Id
             * Format: uuid
             */
            approval_id: string;
            /** Code */
            code: string | null;
            /** Text En */
            text_en: string | null;
            /** Text Zh */
            text_zh: string | null;
        };
        /**
         * ApprovalDetail
         * @description A form with all that the approver decides on.
         */
        ApprovalDetail: {
            /** About */
            about: string;
            /** Allowed */
            allowed: ("approve" | "refuse" | "send_back" | "hand_on" | "add_signer" | "withdraw" | "urge")[];
            /**
             * Approval Id
             * Format: uuid
             */
            approval_id: string;
            /** Asked */
            asked: {
                [key: string]: components["schemas"]["JsonValue"];
            };
            /**
             * Branch Id
             * Format: uuid
             */
            branch_id: string;
            /** Chain */
            chain: components["schemas"]["StepView"][];
            /** Conditions */
            conditions: string | null;
            /** Content Hash */
            content_hash: string;
            /** Customer Id */
            customer_id: string | null;
            /**
             * Decide By
             * Format: date-time
             */
            decide_by: string;
            /** Due At */
            due_at: string | null;
            /** Ended At */
            ended_at: string | null;
            /** Facts */
            facts: {
                [key: string]: components["schemas"]["JsonValue"];
            };
            /** Form Kind */
            form_kind: string;
            /** Granted */
            granted: {
                [key: string]: components["schemas"]["JsonValue"];
            };
            /** History */
            history: components["schemas"]["ActView"][];
            /**
             * Opened At
             * Format: date-time
             */
            opened_at: string;
            /** Reason */
            reason: string | null;
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
            /** Requester Name */
            requester_name: string | null;
            /** Revision */
            revision: number;
            /** State */
            state: string;
            /** Step */
            step: number;
            /** Title En */
            title_en: string;
            /** Title Zh */
            title_zh: string;
            /** Valid Until */
            valid_until: string | null;
            /** Waiting For */
            waiting_for: string[];
            /** Why Not */
            why_not: string | null;
        };
        /**
         * ApprovalView
         * @description A form as lists show it.
         */
        ApprovalView: {
            /** About */
            about: string;
            /**
             * Approval Id
             * Format: uuid
             */
            approval_id: string;
            /**
             * Branch Id
             * Format: uuid
             */
            branch_id: string;
            /** Content Hash */
            content_hash: string;
            /** Customer Id */
            customer_id: string | null;
            /**
             * Decide By
             * Format: date-time
             */
            decide_by: string;
            /** Due At */
            due_at: string | null;
            /** Ended At */
            ended_at: string | null;
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
            /** Requester Name */
            requester_name: string | null;
            /** Revision */
            revision: number;
            /** State */
            state: string;
            /** Step */
            step: number;
            /** Title En */
            title_en: string;
            /** Title Zh */
            title_zh: string;
            /** Waiting For */
            waiting_for: string[];
        };
        /**
         * Audience
         * @description Whom a flow tells: the owner, the owner's manager, a role for the branch, or a person in a field.
         */
        Audience: {
            /** Field */
            field?: string | null;
            /** Role */
            role?: string | null;
            /**
             * To
             * @enum {string}
             */
            to: "owner" | "manager" | "role" | "person";
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
         * ContactView
         * @description Where and when a person can be reached.
         */
        ContactView: {
            /** Email */
            email: string | null;
            /** Language */
            language: string;
            /**
             * Person Id
             * Format: uuid
             */
            person_id: string;
            /** Quiet From */
            quiet_from: string | null;
            /** Quiet To */
            quiet_to: string | null;
            /** Version */
            version: number;
        };
        /**
         * Copy
         * @description People to whom a form is sent for information (抄送).
         */
        Copy: {
            /** People */
            people: string[];
        };
        /**
         * Decide
         * @description A verdict on just the content that was seen.
         */
        Decide: {
            /** Comment */
            comment?: string | null;
            /** Conditions */
            conditions?: string | null;
            /**
             * Content Hash
             * @example 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
             */
            content_hash: string;
            granted?: components["schemas"]["Grant"] | null;
            /**
             * Verdict
             * @enum {string}
             */
            verdict: "approve" | "refuse" | "send_back";
        };
        /**
         * DecideMany
         * @description One verdict on several forms, each answered for itself (N2).
         */
        DecideMany: {
            /** Comment */
            comment?: string | null;
            /** Forms */
            forms: components["schemas"]["DecideOne"][];
            /**
             * Verdict
             * @enum {string}
             */
            verdict: "approve" | "refuse" | "send_back";
        };
        /**
         * DecideOne
         * @description One form of a batch, with the content that was seen.
         */
        DecideOne: {
            /**
             * Approval Id
             * Format: uuid
             */
            approval_id: string;
            /**
             * Content Hash
             * @example 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
             */
            content_hash: string;
        };
        /**
         * Definition
         * @description On which event and condition, whom to tell what, which form to offer, when to remind and escalate.
         */
        Definition: {
            /**
             * Active
             * @default true
             */
            active: boolean;
            /**
             * Escalate
             * @default []
             */
            escalate: components["schemas"]["Escalation"][];
            /** Event */
            event: string;
            /** Offers */
            offers?: string | null;
            remind?: components["schemas"]["Reminder"] | null;
            /** Tell */
            tell: components["schemas"]["Audience"][];
            text: components["schemas"]["Words"];
            /**
             * Tied
             * @default true
             */
            tied: boolean;
            title: components["schemas"]["Words"];
            /**
             * Urgent
             * @default false
             */
            urgent: boolean;
            when?: components["schemas"]["JsonValue"];
        };
        /**
         * Escalation
         * @description Whom to tell when nobody has acted after some hours.
         */
        Escalation: {
            /** After Hours */
            after_hours: number;
            /** Tell */
            tell: components["schemas"]["Audience"][];
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
         * FlowView
         * @description A flow; version 0 is as shipped.
         */
        FlowView: {
            definition: components["schemas"]["Definition"];
            /** Name */
            name: string;
            /** Shipped */
            shipped: boolean;
            /** Version */
            version: number;
        };
        /**
         * Grant
         * @description What is granted where it is less than what was asked.
         */
        Grant: {
            amount?: components["schemas"]["Money"] | null;
            /** Term Days */
            term_days?: number | null;
            /** To On */
            to_on?: string | null;
        };
        /**
         * HandOn
         * @description A person who takes a seat, or an additional one.
         */
        HandOn: {
            /** Comment */
            comment?: string | null;
            /**
             * Person Id
             * Format: uuid
             */
            person_id: string;
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
         * KindBody
         * @description A kind of form with its chain.
         */
        KindBody: {
            /**
             * Copy To
             * @default []
             */
            copy_to: string[];
            /** En */
            en: string;
            /** Filed With */
            filed_with?: string | null;
            /** Steps */
            steps: components["schemas"]["StepBody"][];
            /** Valid Days */
            valid_days?: number | null;
            /** Zh */
            zh: string;
        };
        /**
         * KindView
         * @description A kind of form; version 0 is as shipped.
         */
        KindView: {
            /** Definition */
            definition: {
                [key: string]: unknown;
            };
            /** Kind */
            kind: string;
            /** Version */
            version: number;
        };
        /**
         * MessageView
         * @description A message; `done_zh` and `done_en` say why nothing is to be done any more.
         */
        MessageView: {
            /** About */
            about: string;
            /** Branch Id */
            branch_id: string | null;
            /**
             * Cause Id
             * Format: uuid
             */
            cause_id: string;
            /** Customer Id */
            customer_id: string | null;
            /** Done At */
            done_at: string | null;
            /** Done En */
            done_en: string | null;
            /** Done Zh */
            done_zh: string | null;
            /** Flow */
            flow: string;
            /**
             * Message Id
             * Format: uuid
             */
            message_id: string;
            /** Occasion */
            occasion: string;
            /** Offers */
            offers: string | null;
            /** Read At */
            read_at: string | null;
            /** State */
            state: string;
            /** Text En */
            text_en: string;
            /** Text Zh */
            text_zh: string;
            /** Title En */
            title_en: string;
            /** Title Zh */
            title_zh: string;
            /**
             * Told At
             * Format: date-time
             */
            told_at: string;
            /** Urgent */
            urgent: boolean;
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
         * NewFlow
         * @description A flow of the firm's own.
         */
        NewFlow: {
            definition: components["schemas"]["Definition"];
            /** Name */
            name: string;
        };
        /** Page[ApprovalView] */
        Page_ApprovalView_: {
            /** Items */
            items: components["schemas"]["ApprovalView"][];
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
        /** Page[MessageView] */
        Page_MessageView_: {
            /** Items */
            items: components["schemas"]["MessageView"][];
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
         * PutContact
         * @description A person's address, language and quiet hours; without quiet hours the firm's apply.
         */
        PutContact: {
            /** Email */
            email?: string | null;
            /**
             * Language
             * @default zh-CN
             * @enum {string}
             */
            language: "zh-CN" | "en";
            /** Quiet From */
            quiet_from?: string | null;
            /**
             * Quiet To
             * @description Both ends or none.
             */
            quiet_to?: string | null;
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
         * Remark
         * @description A word on an act.
         */
        Remark: {
            /** Comment */
            comment?: string | null;
        };
        /**
         * Reminder
         * @description How long before the instant in a field to tell the same people again.
         */
        Reminder: {
            /** Before Hours */
            before_hours: number[];
            /** Field */
            field: string;
        };
        /**
         * SeatView
         * @description A person's place at a step.
         */
        SeatView: {
            /** At */
            at: string | null;
            /** By */
            by: string | null;
            /** Is Added */
            is_added: boolean;
            /** Name */
            name: string | null;
            /**
             * Person Id
             * Format: uuid
             */
            person_id: string;
            /** State */
            state: string;
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
         * StepBody
         * @description Who signs at a step, from which amount, and how long it may take.
         */
        StepBody: {
            /** From Amount */
            from_amount?: string | null;
            /**
             * Hours
             * @default 24
             */
            hours: number;
            /**
             * Mode
             * @default one_of
             * @enum {string}
             */
            mode: "one_of" | "all_of";
            /**
             * On Timeout
             * @default escalate
             * @enum {string}
             */
            on_timeout: "escalate" | "expire";
            /** Roles */
            roles: string[];
        };
        /**
         * StepView
         * @description A step of the frozen chain.
         */
        StepView: {
            /** Hours */
            hours: number;
            /** Mode */
            mode: string;
            /** Seats */
            seats: components["schemas"]["SeatView"][];
        };
        /**
         * TodoPage
         * @description Some of the list, and how much waits in all.
         */
        TodoPage: {
            /** Approvals */
            approvals: number;
            /** Items */
            items: components["schemas"]["TodoView"][];
            /** Messages */
            messages: number;
            /** Next */
            next: string | null;
        };
        /**
         * TodoView
         * @description What waits for a person, and why for this one.
         */
        TodoView: {
            amount: components["schemas"]["Money"] | null;
            /** Branch Id */
            branch_id: string | null;
            /** Customer Id */
            customer_id: string | null;
            /** Customer Name */
            customer_name: string | null;
            /** Deputy For */
            deputy_for: string | null;
            /** Deputy For Name */
            deputy_for_name: string | null;
            /** Due At */
            due_at: string | null;
            /**
             * Kind
             * @enum {string}
             */
            kind: "approval" | "message";
            /** Requester Id */
            requester_id: string | null;
            /** Requester Name */
            requester_name: string | null;
            /**
             * Since
             * Format: date-time
             */
            since: string;
            /** Title En */
            title_en: string;
            /** Title Zh */
            title_zh: string;
            /**
             * Todo Id
             * Format: uuid
             */
            todo_id: string;
            /** Topic */
            topic: string;
            /** Urgent */
            urgent: boolean;
        };
        /**
         * Words
         * @description A template in both languages.
         */
        Words: {
            /** En */
            en: string;
            /** Zh */
            zh: string;
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
    decide_many_approval_batches_post: {
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
                "application/json": components["schemas"]["DecideMany"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnswerView"][];
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
    approvals_approvals_get: {
        parameters: {
            query?: {
                limit?: number;
                after?: string | null;
                box?: "waiting" | "requested" | "involved";
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
                    "application/json": components["schemas"]["Page_ApprovalView_"];
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
    copy_approvals__approval_id__copies_post: {
        parameters: {
            query?: never;
            header: {
                /** @description 一次操作一个键；重发同一请求用同一键。One key an operation; the same when it is sent again. */
                "Idempotency-Key": string;
            };
            path: {
                approval_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Copy"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApprovalView"];
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
    decide_approvals__approval_id__decisions_post: {
        parameters: {
            query?: never;
            header: {
                /** @description 一次操作一个键；重发同一请求用同一键。One key an operation; the same when it is sent again. */
                "Idempotency-Key": string;
            };
            path: {
                approval_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Decide"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApprovalView"];
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
    add_signer_approvals__approval_id__signers_post: {
        parameters: {
            query?: never;
            header: {
                /** @description 一次操作一个键；重发同一请求用同一键。One key an operation; the same when it is sent again. */
                "Idempotency-Key": string;
            };
            path: {
                approval_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HandOn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApprovalView"];
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
    hand_on_approvals__approval_id__transfers_post: {
        parameters: {
            query?: never;
            header: {
                /** @description 一次操作一个键；重发同一请求用同一键。One key an operation; the same when it is sent again. */
                "Idempotency-Key": string;
            };
            path: {
                approval_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HandOn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApprovalView"];
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
    urge_approvals__approval_id__urges_post: {
        parameters: {
            query?: never;
            header: {
                /** @description 一次操作一个键；重发同一请求用同一键。One key an operation; the same when it is sent again. */
                "Idempotency-Key": string;
            };
            path: {
                approval_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Remark"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApprovalView"];
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
    withdraw_approvals__approval_id__withdrawal_post: {
        parameters: {
            query?: never;
            header: {
                /** @description 一次操作一个键；重发同一请求用同一键。One key an operation; the same when it is sent again. */
                "Idempotency-Key": string;
            };
            path: {
                approval_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Remark"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApprovalView"];
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
    approval_approvals__id__get: {
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
                    "application/json": components["schemas"]["ApprovalDetail"];
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
    flows_flows_get: {
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
                    "application/json": components["schemas"]["FlowView"][];
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
    create_flows_post: {
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
                "application/json": components["schemas"]["NewFlow"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowView"];
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
    flow_flows__name__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
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
                    "application/json": components["schemas"]["FlowView"];
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
    change_flows__name__put: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string | null;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Definition"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowView"];
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
    remove_flows__name__delete: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string | null;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
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
    kinds_form_kinds_get: {
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
                    "application/json": components["schemas"]["KindView"][];
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
    change_form_kinds__kind__put: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string | null;
            };
            path: {
                kind: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KindBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KindView"];
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
    inbox_inbox_get: {
        parameters: {
            query?: {
                limit?: number;
                after?: string | null;
                state?: "open" | "done" | "all";
                unread?: boolean;
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
                    "application/json": components["schemas"]["Page_MessageView_"];
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
    complete_inbox__message_id__completion_post: {
        parameters: {
            query?: never;
            header: {
                /** @description 一次操作一个键；重发同一请求用同一键。One key an operation; the same when it is sent again. */
                "Idempotency-Key": string;
            };
            path: {
                message_id: string;
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
                    "application/json": components["schemas"]["MessageView"];
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
    read_inbox__message_id__reading_post: {
        parameters: {
            query?: never;
            header: {
                /** @description 一次操作一个键；重发同一请求用同一键。One key an operation; the same when it is sent again. */
                "Idempotency-Key": string;
            };
            path: {
                message_id: string;
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
                    "application/json": components["schemas"]["MessageView"];
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
    contact_people__id__contact_get: {
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
                    "application/json": components["schemas"]["ContactView"];
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
    put_contact_people__id__contact_put: {
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
                "application/json": components["schemas"]["PutContact"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactView"];
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
    todo_todo_get: {
        parameters: {
            query?: {
                limit?: number;
                after?: string | null;
                kind?: ("approval" | "message") | null;
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
                    "application/json": components["schemas"]["TodoPage"];
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
