"""The one catalogue of metrics, with their meaning."""

from prometheus_client import Counter, Gauge, Histogram

# The promises are p50 60 ms and p99 300 ms; the upper buckets show a rebalance and a restart.
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.3, 0.5, 1, 2, 5, 10, 15, 30, 60)
SHARD_GROUPS = 4

JOURNAL_LAG = Gauge("branchline_journal_lag_events", "Committed, not yet acknowledged by Kafka", ["shard_group"])
RELAY_SENT = Counter("branchline_relay_sent_total", "Events acknowledged by Kafka", ["type"])
CONSUMER_LAG = Gauge("branchline_consumer_lag_events", "In the source's journal, not yet applied here", ["source"])
VIEW_AGE = Gauge("branchline_view_age_seconds", "Real time since all of a source was applied here", ["source"])
PARKED = Gauge("branchline_parked_events", "Set aside because a handler failed", ["source", "state"])
EARLY = Gauge("branchline_early_events", "Set aside because an earlier event is missing", ["source"])
DEAD_LETTERED = Counter("branchline_dead_lettered_total", "Copied to the dead-letter topic", ["source", "reason"])
UNKNOWN_TYPES = Counter("branchline_unknown_types_total", "Passed: the type is unknown here", ["source"])
GAPS = Counter("branchline_gaps_total", "Gaps seen in a source's shards", ["source"])
GAP_AGE = Gauge("branchline_gap_age_seconds", "Real time for which the oldest gap is open", ["source"])
RESENDS = Counter("branchline_resends_total", "Resends by what became of them", ["source", "outcome"])
ALARMS = Counter("branchline_alarms_total", "What a person must look at", ["alarm"])
OLDEST_SNAPSHOT = Gauge("branchline_oldest_snapshot_seconds", "Age of the oldest snapshot open in the database")
SWEEP_SECONDS = Histogram("branchline_sweep_seconds", "How long a sweep took", ["sweep"], buckets=BUCKETS)
SWEEP_ROWS = Counter("branchline_sweep_rows_total", "Rows that a sweep acted on", ["sweep"])
EFFECT_SECONDS = Histogram("branchline_effect_seconds", "Event commit to effect commit", ["type"], buckets=BUCKETS)
HTTP_SECONDS = Histogram(
    "branchline_http_seconds", "A request, by route template", ["method", "route", "status"], buckets=BUCKETS
)
LOOP_LAG = Gauge("branchline_loop_lag_seconds", "How late the event loop woke up last")
DB_RETRIES = Counter("branchline_db_retries_total", "Transactions done again, by SQLSTATE", ["sqlstate"])


def shard_group(shard: int) -> str:
    """Fold shards into few label values, so that lag costs four series and not sixty-four."""
    return str(shard % SHARD_GROUPS)
