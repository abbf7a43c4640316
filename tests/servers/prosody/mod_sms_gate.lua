-- SPDX-License-Identifier: GPL-2.0-or-later
-- An SMS service as Google Talk's was in 2008: it carries texts only for clients whose presence
-- announces sms-v1, and answers the others with SMS_ERROR_11 (code 405).
--
--   Component "sms.example.com" "sms_gate"
--
-- A text it carries is answered by the phone, so that both directions show.

local st = require "util.stanza";

local required_bundle = "sms-v1";
local caps_namespace = "http://jabber.org/protocol/caps";
local refusal = "SMS_ERROR_11: Sorry we don't support free SMS messaging through this client. "
	.. "Visit http://gmail.com/sms for more info.";

module:depends("disco");
module:add_identity("gateway", "sms", "SMS service");

-- The sender's last available presence, which the server keeps with its session.
local function announces(full_jid)
	local session = prosody.full_sessions[full_jid];
	local presence = session and session.presence;
	local caps = presence and presence:get_child("c", caps_namespace);
	for token in ((caps and caps.attr.ext) or ""):gmatch("%S+") do
		if token == required_bundle then return true; end
	end
	return false;
end

-- COMPAT(libpurple 2.14): it shows an error only when the body comes back with it, and takes white
-- space between the children of <error/> for the reason.
local function refuse(stanza)
	return st.message({ type = "error", id = stanza.attr.id, from = stanza.attr.to, to = stanza.attr.from },
		stanza:get_child_text("body"))
		:tag("error", { code = "405", type = "cancel" })
			:tag("not-allowed", { xmlns = "urn:ietf:params:xml:ns:xmpp-stanzas" }):up()
			:tag("text", { xmlns = "urn:ietf:params:xml:ns:xmpp-stanzas" }):text(refusal):up();
end

local function handle_message(event)
	local origin, stanza = event.origin, event.stanza;
	local body = stanza:get_child_text("body");
	if stanza.attr.type == "error" or not body then return true; end
	local phone = stanza.attr.to:match("^(%+%d+)@");
	if not phone then
		origin.send(st.error_reply(stanza, "cancel", "item-not-found", "Not a phone number"));
		return true;
	end
	if not announces(stanza.attr.from) then
		module:log("info", "refused a text to %s", phone);
		origin.send(refuse(stanza));
		return true;
	end
	module:log("info", "delivered a text to %s", phone);
	module:send(st.message({ type = "chat", from = stanza.attr.to, to = stanza.attr.from },
		"Delivered to " .. phone .. ": " .. body));
	return true;
end

module:hook("message/bare", handle_message);
module:hook("message/full", handle_message);
module:hook("message/host", handle_message);

-- A phone takes subscriptions silently: Google's SMS contacts never sent presence.
local function ignore() return true; end
module:hook("presence/bare", ignore);
module:hook("presence/full", ignore);
module:hook("presence/host", ignore);
