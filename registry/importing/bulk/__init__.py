"""The way into an empty local graph: files for the bulk loader, with derived facts.

1. policies and occupations go in by batches: they are few, and what they mean beside the reference
   tables the graph knows best;
2. everything that facts of many people point at is read into memory (`world`), while another
   process reads the workers;
3. two processes read the facts of people: certificates with their results in one, all others in the
   other. They write what is final into the loader's files, and spill what something is derived from
   into shards by worker (`spill`);
4. two processes compute derived facts shard by shard (`people`);
5. the loader makes a new store, which takes the place of the old one
   (`registry.graph.loading.store`).

Each key is read as if its rows had come one after the other (`folding`), by the same functions as
in batches, so both ways end in the same graph. Memory is bounded by what stands in 2, the keys of
workers and results, and one shard for each process.
"""

from __future__ import annotations

from registry.importing.bulk.load import BulkLoad

__all__ = ["BulkLoad"]
