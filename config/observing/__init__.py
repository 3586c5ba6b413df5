"""What an operator sees of a running Marz: probes, measures, a line of log for each request, and what to mend."""
