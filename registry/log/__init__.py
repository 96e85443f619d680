"""The transparency log: what was issued stands in public, in an order that cannot be changed.

    entries      what is logged, to the byte (docs/log.md)
    origin       the name of the log, its key, the lines that it signs
    files        tiles, bundles and the checkpoint as files that any web server can serve
    growth       new tiles out of new entries, in memory that does not grow with the log
    audit        do database, files and head say the same?
    witnesses    who must have seen a checkpoint before it counts, and how they are asked
    sequencer    one process at a time: indexes, files, self-check, witnesses, head, publication
    proofs       the `tlog-proof@v1` of a token
    service      all of it for one process
    routes       GET /log/...
    points       where a process can be made to die, for tests

The database decides the order: an index is durable before anything shows it. Files follow from it,
a checkpoint follows from both and is signed only while all three agree. Nothing is repaired
silently: a log that disagrees with itself stands still, says why, and loses nothing meanwhile.

The hashes of the tree and the names of tiles are those of `verifier.merkle` and `verifier.tiles`.
"""
