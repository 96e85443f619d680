// The second peer, what one would pick without a graph: PostGraphile 5, one process.
//
// DATABASE_URL says where PostgreSQL is, PORT where to listen. Settings are those of a production:
// no graphical editor, no websockets, no explaining, no watching.

import { createServer } from "node:http";
import { grafserv } from "postgraphile/grafserv/node";
import { makePgService } from "postgraphile/adaptors/pg";
import { PostGraphileAmberPreset } from "postgraphile/presets/amber";
import { postgraphile } from "postgraphile";

const { DATABASE_URL, PORT } = process.env;

const instance = postgraphile({
  extends: [PostGraphileAmberPreset],
  // The keys are ours: no second, global id of each row.
  disablePlugins: ["NodePlugin"],
  pgServices: [makePgService({ connectionString: DATABASE_URL, schemas: ["public"] })],
  grafserv: { graphqlPath: "/graphql", graphiql: false, websockets: false, watch: false },
  grafast: { explain: false },
});
const serving = instance.createServ(grafserv);
const server = createServer();
await serving.addTo(server);
server.listen(Number(PORT), "127.0.0.1");
