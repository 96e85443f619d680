"""The talent registry: who can do what, and who says so.

Services, the graph, access, import and the web console. `verifier` may be imported from here, never
the other way round; only `registry.app` knows the GraphQL schema of `schema`.
"""
