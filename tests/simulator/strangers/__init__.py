"""Programs that were not written here, run unedited on the simulator."""
