-- Once a database, as its owner. Inserts alone: the journal is appended to; its parts appear as the one table.
CREATE PUBLICATION branchline_journal FOR TABLE journal WITH (publish = 'insert', publish_via_partition_root = true)
