// The first peer: @neo4j/graphql behind graphql-yoga, one process, over the same graph as ours.
//
// NEO4J_URI, NEO4J_USER, NEO4J_PASSWORD and NEO4J_DATABASE say where the graph is, PORT where to
// listen. Settings are those of a production: no graphical editor, no logging, no introspection of
// the database, parsed and validated documents kept (graphql-yoga does that by itself).

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { Neo4jGraphQL } from "@neo4j/graphql";
import { createYoga } from "graphql-yoga";
import neo4j from "neo4j-driver";

const { NEO4J_URI, NEO4J_USER, NEO4J_PASSWORD, NEO4J_DATABASE, PORT } = process.env;

const driver = neo4j.driver(NEO4J_URI, neo4j.auth.basic(NEO4J_USER, NEO4J_PASSWORD), {
  disableLosslessIntegers: true,
  telemetryDisabled: true,
});
const typeDefs = readFileSync(new URL("./graph.graphql", import.meta.url), "utf8");
// An index is used only if something is asked of each of its columns: of the order by `gt ""`.
const features = { filters: { String: { GT: true } } };
const schema = await new Neo4jGraphQL({ typeDefs, driver, features }).getSchema();
const yoga = createYoga({
  schema,
  graphiql: false,
  landingPage: false,
  logging: false,
  context: () => ({ sessionConfig: { database: NEO4J_DATABASE } }),
});

createServer(yoga).listen(Number(PORT), "127.0.0.1");
