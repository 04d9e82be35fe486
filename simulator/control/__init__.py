"""The control API (`/sim/…`): who is there, what they do, what they see, and the clock. docs/simulator.md."""
