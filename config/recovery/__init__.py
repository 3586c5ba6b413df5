"""Copies of the whole of Marz, database and archived copies, and the way back from one."""
