// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/bench/plugin/stanzas.h"

#define CAPS(ext)                                                                     \
  "<c xmlns='http://jabber.org/protocol/caps' node='http://pidgin.im/' hash='sha-1' " \
  "ver='VUFD6HcFmUT2NxJkBGCiKlZnS3M='" ext "/>"
#define BROADCAST(ext) "<presence><priority>1</priority>" CAPS(ext) AVATAR "</presence>"
#define AVATAR "<x xmlns='vcard-temp:x:update'><photo/></x>"
#define ROOM(ext)                                                                              \
  "<presence to='garden@rooms.capulet.example/juliet'><priority>1</priority>" CAPS(ext) AVATAR \
      "<x xmlns='http://jabber.org/protocol/muc'><history maxstanzas='20'/></x></presence>"
#define VOICE_AND_VIDEO "voice-v1 camera-v1 video-v1"

namespace bench {

const std::array<Stanza, 5> stanzas = {{
    {"presence", BROADCAST(""), BROADCAST(" ext='sms-v1'")},
    {"presence with ext", BROADCAST(" ext='" VOICE_AND_VIDEO "'"),
     BROADCAST(" ext='" VOICE_AND_VIDEO " sms-v1'")},
    {"room presence", ROOM(" ext='" VOICE_AND_VIDEO "'"),
     ROOM(" ext='" VOICE_AND_VIDEO " sms-v1'")},
    {"chat message",
     "<message type='chat' id='purple1f2e3d4c' to='romeo@montague.example/orchard'>"
     "<active xmlns='http://jabber.org/protocol/chatstates'/>"
     "<body>Wherefore art thou?</body></message>",
     nullptr},
    {"roster iq",
     "<iq type='set' id='purple1f2e3d4d'><query xmlns='jabber:iq:roster'>"
     "<item jid='romeo@montague.example' name='Romeo'><group>Buddies</group></item></query></iq>",
     nullptr},
}};

}  // namespace bench
