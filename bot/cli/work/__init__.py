"""What each command does, loaded only once a command is really asked to do it."""
