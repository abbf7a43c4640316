-- SPDX-License-Identifier: GPL-2.0-or-later
-- For Prosody: the gateway as a component. Restart Prosody then; a reload opens no new component.
-- Among the global settings:
--   component_ports = { 5347 }
--   component_interfaces = { "127.0.0.1" }

Component "sms.example.com"
    component_secret = "the secret of gateway.toml"
    name = "SMS"
