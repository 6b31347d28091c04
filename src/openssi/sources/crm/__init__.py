"""Sales of a team as its CRM exports them: HubSpot, Salesforce, Pipedrive, Dynamics, Zoho, or a table made by hand."""

from openssi.sources.crm.mapping import Mapping, read_mapping, write_mapping
from openssi.sources.crm.sales import Sales, SellerSales, count_sales, read_sales, unknown_columns
from openssi.sources.crm.table import read_csv_text

__all__ = [
    "Mapping",
    "Sales",
    "SellerSales",
    "count_sales",
    "read_csv_text",
    "read_mapping",
    "read_sales",
    "unknown_columns",
    "write_mapping",
]
