from prometheus_client import REGISTRY

from chassis import telemetry


def test_every_metric_is_ours_and_says_what_it_means():
    ours = [metric for metric in REGISTRY.collect() if metric.name.startswith("branchline_")]
    assert len(ours) >= 18
    assert all(metric.documentation for metric in ours)
    assert {telemetry.shard_group(shard) for shard in range(64)} == {"0", "1", "2", "3"}
