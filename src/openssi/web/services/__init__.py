"""What pages and REST both need: each module reads or changes one thing a member or team has."""
