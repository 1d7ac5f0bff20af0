"""Values in, words out: what people read in the chat and on the terminal, made without clock, network or database."""
