"""A witness: it vouches that a log only ever grew (c2sp.org/tlog-witness, tlog-cosignature).

A log shows its newest checkpoint and a proof that it begins with the checkpoint this witness saw
last. The witness cosigns with the time, and remembers. Whoever demands cosignatures of a quorum can
then not be shown another history than everybody else, whatever the log's own key signs.

One promise carries everything: *no two cosigned checkpoints of a log contradict each other*. So for
each log the new checkpoint is on the disk before its cosignature exists (`memory`), reading the old
one and writing the new one happen under one lock that other processes respect, and memory that is
lost or unreadable stops the witness instead of starting it anew. What a checkpoint *says* is not
judged here; a monitor reads the entries (`verifier.monitor`).

    request     the body of a request, and the decision, without input or output
    memory      the last checkpoint of each log, durable
    key         the key and its cosignatures
    cosigning   the workflow, step by step
    service     HTTP
    cli         `python -m verifier.witness keygen | vkey | serve`
"""
