"""Results for spreadsheets: CSV and XLSX, where no text is taken for a formula."""
