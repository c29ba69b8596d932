"""What changes for node agents between two Kubernetes versions, from the tables that decide it."""
