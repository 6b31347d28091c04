"""What may import what, and what a module must look like."""
