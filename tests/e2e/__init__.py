"""The command `ssi` as a process: what people and scripts rely on."""
