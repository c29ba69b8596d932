"""Manifests as they are at a commit: `git:REF` and `git:REF:PATH`.

references.py parses what was typed, commands.py runs git, repository.py finds the repository and the commit, objects.py
reads trees and files of it, tree_search.py finds the manifests of a folder, and history.py is what other rooms ask.
"""
