"""What people who run a registry look at: metrics, traces, logs, health, plans.

    told       what an answer tells of itself: kind, field, code, role
    meter      counts and times of a process
    figures    what is only looked up when somebody reads the metrics: log, lists, day, caches
    page       `/metrics`, and who may read it
    requests   the middleware around every request: its id, its time, its line in the log
    logs       lines of text or JSON without personal data
    tracing    spans for OpenTelemetry, where its variables are set
    readiness  `/health` and `/ready`
    routes     the three paths

Nothing here knows a person: labels are words of the schema, of our own tables, and of HTTP; what a
client wrote is never a label, an attribute of a span, or part of a line. docs/operations.md says
what each figure means and what to be woken for.
"""
