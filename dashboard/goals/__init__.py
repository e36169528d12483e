"""Goals: how far each has come, its three answers, the results chain."""
