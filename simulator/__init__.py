"""A Telegram on this machine: a Bot API server, people, groups, a clock and a control API.

It knows no bot. Whatever can set the address of its Bot API can talk to it; docs/simulator.md is the contract.
"""
