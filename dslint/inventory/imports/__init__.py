"""Other tools' node lists -> compact inventories: one module a tool."""
