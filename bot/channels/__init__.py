"""The channels people write on; each folder holds all of one."""
