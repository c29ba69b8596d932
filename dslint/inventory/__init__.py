"""nodes.yaml -> Cluster: node objects and dumps, node groups, existing pods, shapes, what-if, compressing a dump."""
