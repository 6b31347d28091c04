"""Results as JSON: the contract that scripts rely on."""
