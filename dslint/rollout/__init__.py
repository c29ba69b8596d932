"""How a change spreads: revisions, budgets, the simulated controller, time, history, undo, status, expectations."""
