"""Runs that are disturbed: killed, stopped and without room at each write, and files that change meanwhile."""
