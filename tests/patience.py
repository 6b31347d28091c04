"""How long a test waits for what must happen: so long that only a hang reaches it, however busy the machine is."""

PATIENCE = 600.0  # seconds
