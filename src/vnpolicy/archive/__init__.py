"""Many files as one archive: every file read or listed with the reason why not."""
