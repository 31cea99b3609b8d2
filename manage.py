#!/usr/bin/env python3
"""The one command. `run`, `test`, `bench` and `try-real` need nothing but Python; the rest is Django's."""

import sys

if __name__ == "__main__":
    from sustainportal import launch

    sys.exit(launch.main(sys.argv[1:]))
