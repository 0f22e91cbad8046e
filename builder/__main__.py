"""`python -m builder` is the command `roleclarity`."""

from builder.cli import main

main(prog_name="roleclarity")
