"""Background work: read uploads and connected LinkedIn accounts, keep scores up to date, send deliveries."""
