"""One module a use case. Window and command line call these; what comes back is frozen."""
