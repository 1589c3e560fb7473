"""`python -m drivesphere` is the `drivesphere` command."""

from drivesphere.cli import main

if __name__ == "__main__":
    main()
