"""LinkedIn's analytics workbook (XLSX), every generation and language: engagement, followers and the posts that it lists."""
