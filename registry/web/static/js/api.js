// The pages use the public GraphQL API and nothing else.
import { language } from "./words.js";
import { token } from "./session.js";

// The larger documents lie beside the pages, where the server finds them too and plans them when it starts.
export async function stored(name, operationName, variables) {
  const response = await fetch(`/static/queries/${name}.graphql`);
  return graphql(await response.text(), variables, operationName);
}

export async function graphql(query, variables = {}, operationName = null) {
  const headers = { "Content-Type": "application/json", Accept: "application/graphql-response+json, application/json", "Accept-Language": language };
  if (token()) headers.Authorization = `Bearer ${token()}`;
  const response = await fetch("/graphql", { method: "POST", headers, body: JSON.stringify({ query, variables, operationName }) });
  const answer = await response.json().catch(() => null);
  const errors = answer?.errors ?? (response.ok ? null : [{ message: `HTTP ${response.status}` }]);
  if (errors?.length) throw new Error(errors.map((error) => error.message).join("; "));
  return answer.data;
}
