"""Words that several media share; `insight` has those that are part of the JSON."""
