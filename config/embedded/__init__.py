"""A database backend that starts the PostgreSQL which comes with the installed packages."""
