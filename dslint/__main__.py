"""The fast path: what needs no command line is answered before anything is imported."""

from __future__ import annotations

import sys


def main() -> None:
    if sys.argv[1:] in (["--version"], ["-V"]):
        from dslint import __version__

        sys.stdout.write(f"dslint {__version__}\n")
        return
    from dslint.cli.run import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
