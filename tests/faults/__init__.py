"""What must hold when archives are hostile, files are cut, rights are missing, or the process dies."""
