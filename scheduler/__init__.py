"""What happens because of the clock: what is due, and sending it once."""
