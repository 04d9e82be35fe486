"""What happens because a person wrote or tapped: one file for each conversation or command."""
