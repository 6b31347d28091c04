"""Read LinkedIn's analytics workbook (XLSX), all generations and languages: engagement, followers, posts."""
