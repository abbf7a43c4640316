# SPDX-License-Identifier: GPL-2.0-or-later
# The minimal hook as a Perl plugin. Purple.pm gives no access to an element's name, so it looks for
# capabilities in every stanza.
use strict;
use warnings;
use Purple;

our %PLUGIN_INFO = (
    perl_api_version => 2,
    name             => "Append a token",
    version          => "1",
    summary          => "Appends sms-v1 to the capabilities.",
    description      => "Appends sms-v1 to the capabilities of every stanza that has some.",
    author           => "The xmpp-sms authors",
    url              => "",
    load             => "plugin_load",
    unload           => "plugin_unload",
);

sub plugin_init { return %PLUGIN_INFO; }

sub on_sending {
    my ($connection, $stanza) = @_;
    my $caps = $stanza->get_child("c") or return;
    my $ext = $caps->get_attrib("ext");
    $caps->set_attrib("ext", defined $ext ? "$ext sms-v1" : "sms-v1");
}

sub plugin_load {
    my ($plugin) = @_;
    my $xmpp = Purple::Find::prpl("prpl-jabber");
    Purple::Signal::connect($xmpp, "jabber-sending-xmlnode", $plugin, \&on_sending, undef);
}

sub plugin_unload { }
