"""Read spreadsheets (XLSX) of any program without trusting them: sheets, cells, days and numbers."""
