"""Tests of admission policies: which objects they accept and which they deny, and what the tests do not cover."""
