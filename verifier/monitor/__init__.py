"""A monitor: it reads a whole log, once, and says what the registry did that it must not.

A proof shows that a certificate is *in* the log. Only somebody who reads everything can say that
the log is one history and that what stands there is honest: assessments announced before they were
held, no more certificates than seats, none of a session that nobody announced, none dated back.
Nobody has to be asked for that: a log is a folder of files (c2sp.org/tlog-tiles), and reading a
copy from a disk works the same.

    source      files of a log, from a server or a folder
    head        the checkpoint: who signed it, who cosigned it
    tree        tiles, each believed only for the hash above it, and the root above all
    entries     one entry, read strictly
    rules       what an entry may not say after those before it
    ledger      what is remembered between runs, in one SQLite file
    following   the workflow, step by step
    findings    what can be found, with its text
    command     `verify-certificate --monitor`

Memory does not grow with the log: of the tree one tile a level is held, O(log n). What the rules
must remember (seats and counts of each session, and which certificates were counted) grows with the
number of sessions and certificates and is on the disk. What was read is never read again.
"""
