"""What needs a second look in the figures as they are, told line by line. It changes nothing."""
