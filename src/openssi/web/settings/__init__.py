"""Settings of a server, fixed when it starts: its files and limits, single sign-on, and deliveries."""

from openssi.web.settings.deliveries import Channel, DeliverySettings, EmailSettings, read_delivery_settings
from openssi.web.settings.server import Settings, default_address, default_folder, open_key, read_key
from openssi.web.settings.sso import SsoSettings, is_safe_address, read_sso_settings

__all__ = [
    "Channel",
    "DeliverySettings",
    "EmailSettings",
    "Settings",
    "SsoSettings",
    "default_address",
    "default_folder",
    "is_safe_address",
    "open_key",
    "read_delivery_settings",
    "read_key",
    "read_sso_settings",
]
