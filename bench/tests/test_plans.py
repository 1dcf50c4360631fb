from bench.plans import whole_scans


def test_a_growing_table_that_is_read_as_a_whole_is_named():
    plan = {
        "Node Type": "Nested Loop",
        "Plans": [
            {"Node Type": "Seq Scan", "Relation Name": "org_branch"},
            {"Node Type": "Limit", "Plans": [{"Node Type": "Seq Scan", "Relation Name": "sales_order"}]},
            {"Node Type": "Index Scan", "Relation Name": "order_line"},
        ],
    }
    assert list(whole_scans(plan)) == ["sales_order"]
