// The pages use the public GraphQL API and nothing else.
import { language } from "./words.js";
import { token } from "./session.js";

const documents = new Map();

// The documents lie beside the pages, where the server finds them too: they are known to it, and planned when it starts.
export async function stored(name, operationName, variables = {}) {
  if (!documents.has(name)) {
    const response = await fetch(`/static/queries/${name}.graphql`);
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    documents.set(name, await response.text());
  }
  return graphql(documents.get(name), variables, operationName);
}

async function graphql(query, variables, operationName) {
  const headers = { "Content-Type": "application/json", Accept: "application/graphql-response+json, application/json", "Accept-Language": language };
  if (token()) headers.Authorization = `Bearer ${token()}`;
  const response = await fetch("/graphql", { method: "POST", headers, body: JSON.stringify({ query, variables, operationName }) });
  const answer = await response.json().catch(() => null);
  const errors = answer?.errors ?? (response.ok ? null : [{ message: `HTTP ${response.status}` }]);
  if (errors?.length) throw new Error(errors.map((error) => error.message).join("; "));
  return answer.data;
}
