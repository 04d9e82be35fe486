"""The program: settings, wiring, the command line, and the two ways between Telegram and the house."""
