"""What can be asked in the chat: one room for each topic, all of it answerable without a network."""
