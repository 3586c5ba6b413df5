"""Files of events taken in through the desk: handed in, looked at row by row, then imported whole or not at all."""
