"""The root fields by topic. Each class is merged into `Query` or `Mutation` by `schema.build`."""
