// The audits of "GraphQL over HTTP" (graphql-http) against a running registry; exit 1 if one fails.
//
//   npm ci && node audit.mjs http://127.0.0.1:8000/graphql
import { auditServer } from "graphql-http";

const [url = "http://127.0.0.1:8000/graphql"] = process.argv.slice(2);
const results = await auditServer({ url, fetchFn: fetch });
const failed = results.filter((result) => result.status !== "ok");
for (const { status, id, name, reason } of failed) console.log(`${status} ${id} ${name}: ${reason}`);
console.log(`${results.length - failed.length} of ${results.length} audits`);
process.exitCode = failed.length ? 1 : 0;
