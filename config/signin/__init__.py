"""How people come in to the desk, and stay out: passwords, second factors, lock-outs, sessions that end."""
