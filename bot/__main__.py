"""`python -m bot …`."""

from bot.commands import cli

#: The processes that draw charts import this module again: they must not run the program.
if __name__ == "__main__":
    cli()
