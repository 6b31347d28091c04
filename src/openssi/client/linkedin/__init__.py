"""LinkedIn's APIs for an account's data and for post statistics: stored tokens, requests, reading what is new."""
