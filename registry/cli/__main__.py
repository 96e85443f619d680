"""`python -m registry.cli` is `talent-registry`."""

from registry.cli import main

if __name__ == "__main__":
    main()
