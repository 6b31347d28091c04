"""What pages and REST share: each module reads or changes one part of the data of a member or a team."""
