"""What pages and REST share: each module reads or changes one part of what a member or a team has."""
