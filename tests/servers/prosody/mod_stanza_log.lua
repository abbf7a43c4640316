-- SPDX-License-Identifier: GPL-2.0-or-later
-- Writes every stanza a client sends, as the server parsed it, a line each: "<full JID> <xml>".
--
--   stanza_log_file = "/path/to/received.log"

local filters = require "util.filters";

local file = assert(io.open(module:get_option_string("stanza_log_file"), "a"));
file:setvbuf("line");

local function log_stanza(stanza, session)
	if stanza.attr and session.full_jid then
		file:write(session.full_jid, " ", (tostring(stanza):gsub("\n", "&#10;")), "\n");
	end
	return stanza;
end

local function watch(session)
	if session.type == "c2s" or session.type == "c2s_unauthed" then
		filters.add_filter(session, "stanzas/in", log_stanza, -1000);
	end
end

filters.add_filter_hook(watch);
function module.unload()
	filters.remove_filter_hook(watch);
	file:close();
end
