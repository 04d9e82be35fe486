"""The demonstration: a made-up desk with its history, on a Telegram that runs on this machine."""
