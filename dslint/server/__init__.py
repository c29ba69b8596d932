"""The language server: what lint and plan say, in editors that speak the Language Server Protocol."""
