// The pages use the public GraphQL API and nothing else.
import { language } from "./words.js";
import { token } from "./session.js";

export async function graphql(query, variables = {}) {
  const headers = { "Content-Type": "application/json", Accept: "application/graphql-response+json, application/json", "Accept-Language": language };
  if (token()) headers.Authorization = `Bearer ${token()}`;
  const response = await fetch("/graphql", { method: "POST", headers, body: JSON.stringify({ query, variables }) });
  const answer = await response.json().catch(() => null);
  const errors = answer?.errors ?? (response.ok ? null : [{ message: `HTTP ${response.status}` }]);
  if (errors?.length) throw new Error(errors.map((error) => error.message).join("; "));
  return answer.data;
}
