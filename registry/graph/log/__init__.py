"""The transparency log in the graph: its entries, who may sequence them, and how far it is."""
