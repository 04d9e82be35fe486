"""The Bot API's methods, one file per family; `table` knows them all by name."""
