"""Sales of a team as its CRM exports them: HubSpot, Salesforce, Pipedrive, Dynamics, Zoho, or a table made by hand."""

from openssi.sources.crm.mapping import Mapping, read_mapping, write_mapping
from openssi.sources.crm.sales import Sales, read_sales

__all__ = ["Mapping", "Sales", "read_mapping", "read_sales", "write_mapping"]
