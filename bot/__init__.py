"""What people meet: the commands, the words, the clock and the process."""
