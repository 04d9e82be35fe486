"""How fast it is: one file for each measure, each beside its yardstick in the same run. Started by `make bench`."""
