# SPDX-License-Identifier: GPL-2.0-or-later
"""A scripted SMS gateway: an external component (XEP-0114) of the test's own, on a real server.

    server = Prosody(folder, extra=component_config("gw.localhost"), listed=True)
    gateway = Component(server, "gw.localhost")
    gateway.translations = {"+13075551212": "+13075551212@gw.localhost"}
    ...
    gateway.wait_text(lambda text: text.body == "hello")
    gateway.stop()

Attributes say how it behaves, and may be changed at any time:

    identities      [(category, type, name)] in disco#info; a gateway of texts by default
    features        what else disco#info has; jabber:iq:gateway and jabber:iq:register by themselves
    items           [(jid, node or None, name or None)] in disco#items
    translations    {prompt: jid} or a function of the prompt: jabber:iq:gateway (XEP-0100); a prompt
                    that it has nothing for is item-not-found. None: not supported
    translate_as    "jid" | "prompt": which element has the translation (XEP-0100's older form)
    registration    fields of jabber:iq:register (XEP-0077), such as ["username", "password"]; None:
                    not supported. `registered` is {bare JID: {field: value}} of who filled it in
    answer          a function of a Text that gives the phone's answer, or None for none
    bounce          a Bounce, or a function of a Text that gives one or None: texts come back
    receipts        "never" | "at once" | "held": XEP-0184; send_receipts() sends the held ones
    subscriptions   True: who subscribes to a number is subscribed and sees it online
    delay           seconds that pass before anything is answered
    silent          namespaces of iqs that are never answered; "*": none is, nor is a text
    vanish_on       a namespace: an iq of it ends the connection, and so does a text for "message"
    answer_from     an address to answer iqs from instead of the one that was asked

and what happened is in `texts` (a list of Text), `iqs` (elements), `presences` (elements).
vanish() closes the connection, connect() makes a new one; send_text() sends from any number,
send() any XML.
"""

import hashlib
import itertools
import socket
import threading
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from .processes import HarnessError, wait_until

DISCO_INFO = "http://jabber.org/protocol/disco#info"
DISCO_ITEMS = "http://jabber.org/protocol/disco#items"
GATEWAY = "jabber:iq:gateway"
REGISTER = "jabber:iq:register"
RECEIPTS = "urn:xmpp:receipts"
STANZAS = "urn:ietf:params:xml:ns:xmpp-stanzas"
COMPONENT = "{jabber:component:accept}"
SECRET = "a secret of the tests"


def component_config(*domains):
    """What `extra` of a Prosody has to say for components of these domains to be let in."""
    return "".join(f'Component "{domain}"\n    component_secret = "{SECRET}"\n'
                   for domain in domains)


@dataclass(frozen=True)
class Text:
    """A message that came for a phone."""

    id: str
    sender: str  # full JID
    to: str
    body: str
    wants_receipt: bool
    stanza: ElementTree.Element

    @property
    def number(self):
        return self.to.partition("@")[0]


@dataclass(frozen=True)
class Bounce:
    """A stanza error; `code` is XEP-0086's. COMPAT(libpurple 2.14): it shows an error only when the
    body comes back with it."""

    condition: str = "service-unavailable"
    text: str = ""
    type: str = "cancel"
    code: str = ""
    echoes_body: bool = True

    def xml(self):
        code = f" code='{self.code}'" if self.code else ""
        text = f"<text xmlns='{STANZAS}'>{escape(self.text)}</text>" if self.text else ""
        return (f"<error type='{self.type}'{code}><{self.condition} xmlns='{STANZAS}'/>{text}"
                "</error>")


def local_name(element):
    return element.tag.rpartition("}")[2]


def namespace_of(element):
    return element.tag[1:].partition("}")[0] if element.tag.startswith("{") else ""


class Component:
    """The gateway, connected until stop()."""

    def __init__(self, server, domain, **behaviour):
        self.domain = domain
        self._port = server.component_port
        self.identities = [("gateway", "sms", "Texts")]
        self.features = []
        self.items = []
        self.translations = None
        self.translate_as = "jid"
        self.registration = None
        self.registered = {}
        self.answer = None
        self.bounce = None
        self.receipts = "never"
        self.subscriptions = True
        self.delay = 0
        self.silent = ()
        self.vanish_on = None
        self.answer_from = None
        self.texts, self.iqs, self.presences = [], [], []
        self._held_receipts = []
        self._ids = itertools.count(1)
        self._sending = threading.Lock()
        self._timers = []
        self._socket = None
        self._reader = None
        for name, value in behaviour.items():
            if name not in self.__dict__:
                raise TypeError(f"a component has no {name}")
            setattr(self, name, value)
        self.connect()

    # --- the stream ---

    def connect(self):
        """Connects; the server may still be busy with the end of the connection before."""
        wait_until(self._try_to_connect, 60, f"{self.domain} let in by the server")

    def _try_to_connect(self):
        try:
            connection = socket.create_connection(("127.0.0.1", self._port), timeout=10)
        except ConnectionRefusedError:
            return False  # the server opens this port last
        try:
            stream = _Stream(connection)
            connection.sendall(
                b"<stream:stream xmlns='jabber:component:accept' "
                b"xmlns:stream='http://etherx.jabber.org/streams' "
                b"to=" + quoteattr(self.domain).encode() + b">")
            digest = hashlib.sha1((stream.read_id() + SECRET).encode()).hexdigest()
            connection.sendall(f"<handshake>{digest}</handshake>".encode())
            reply = next(stream.stanzas(), None)
            if reply is None or local_name(reply) != "handshake":
                connection.close()
                return False
        except BaseException:
            connection.close()
            raise
        connection.settimeout(None)
        self._socket = connection
        self._reader = threading.Thread(target=self._read, args=(stream,), daemon=True)
        self._reader.start()
        return True

    def _read(self, stream):
        try:
            for stanza in stream.stanzas():
                self._received(stanza)
        except (OSError, ValueError):
            pass  # vanished

    def vanish(self):
        """The connection ends without a word."""
        if self._socket:
            try:
                self._socket.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            self._socket.close()

    def stop(self):
        for timer in self._timers:
            timer.cancel()
        self.vanish()
        if self._reader and self._reader is not threading.current_thread():
            self._reader.join(10)

    def send(self, xml):
        """Sends any XML as it is, if there still is a connection."""
        with self._sending:
            try:
                self._socket.sendall(xml.encode())
            except OSError:
                pass

    def _send_later(self, xml):
        if not self.delay:
            self.send(xml)
            return
        timer = threading.Timer(self.delay, self.send, (xml,))
        timer.daemon = True
        self._timers.append(timer)
        timer.start()

    # --- what comes ---

    def _received(self, stanza):
        kind = local_name(stanza)
        if kind == "iq":
            self._received_iq(stanza)
        elif kind == "message":
            self._received_message(stanza)
        elif kind == "presence":
            self._received_presence(stanza)

    def _received_iq(self, iq):
        self.iqs.append(iq)
        if iq.get("type") not in ("get", "set") or len(iq) == 0:
            return
        query, namespace = iq[0], namespace_of(iq[0])
        if self.vanish_on == namespace:
            self.vanish()
            return
        if namespace in self.silent or "*" in self.silent:
            return
        answers = {DISCO_INFO: self._info, DISCO_ITEMS: self._items, GATEWAY: self._translate,
                   REGISTER: self._register}
        answer = answers.get(namespace, lambda *_: None)(iq, query)
        if answer is None:
            answer = Bounce()
        head = (f"from={quoteattr(self.answer_from or iq.get('to'))} "
                f"to={quoteattr(iq.get('from'))} id={quoteattr(iq.get('id'))}")
        if isinstance(answer, Bounce):
            self._send_later(f"<iq type='error' {head}>{answer.xml()}</iq>")
        else:
            self._send_later(f"<iq type='result' {head}>{answer}</iq>")

    def _info(self, _iq, _query):
        features = [DISCO_INFO, *self.features]
        if self.translations is not None:
            features.append(GATEWAY)
        if self.registration is not None:
            features.append(REGISTER)
        identities = "".join(
            f"<identity category={quoteattr(category)} type={quoteattr(type_)} "
            f"name={quoteattr(name)}/>" for category, type_, name in self.identities)
        return (f"<query xmlns='{DISCO_INFO}'>{identities}"
                + "".join(f"<feature var={quoteattr(f)}/>" for f in features) + "</query>")

    def _items(self, _iq, _query):
        def item(jid, node, name):
            return (f"<item jid={quoteattr(jid)}"
                    + (f" node={quoteattr(node)}" if node else "")
                    + (f" name={quoteattr(name)}" if name else "") + "/>")
        return (f"<query xmlns='{DISCO_ITEMS}'>" + "".join(item(*i) for i in self.items)
                + "</query>")

    def _translate(self, iq, query):
        if self.translations is None:
            return None
        if iq.get("type") == "get":
            return (f"<query xmlns='{GATEWAY}'><desc>Type a phone number</desc>"
                    "<prompt>Number</prompt></query>")
        prompt = query.findtext(f"{{{GATEWAY}}}prompt") or ""
        table = self.translations
        jid = table(prompt) if callable(table) else table.get(prompt)
        if isinstance(jid, Bounce):
            return jid
        if jid is None:
            return Bounce("item-not-found", f"{prompt} is not a phone number")
        tag = self.translate_as
        return f"<query xmlns='{GATEWAY}'><{tag}>{escape(jid)}</{tag}></query>"

    def _register(self, iq, query):
        if self.registration is None:
            return None
        who = iq.get("from").partition("/")[0]
        if iq.get("type") == "get":
            known = self.registered.get(who)
            fields = "".join(f"<{field}>{escape((known or {}).get(field, ''))}</{field}>"
                             for field in self.registration)
            return (f"<query xmlns='{REGISTER}'>" + ("<registered/>" if known else "")
                    + f"<instructions>Your account at {escape(self.domain)}</instructions>"
                    f"{fields}</query>")
        if query.find(f"{{{REGISTER}}}remove") is not None:
            self.registered.pop(who, None)
            return ""
        given = {local_name(field): field.text or "" for field in query}
        if any(not given.get(field) for field in self.registration):
            return Bounce("not-acceptable", "Fill in every field", type="modify")
        self.registered[who] = {field: given[field] for field in self.registration}
        return ""

    def _received_message(self, message):
        body = message.findtext(f"{COMPONENT}body")
        if message.get("type") == "error" or body is None:
            return
        text = Text(message.get("id") or "", message.get("from"), message.get("to"), body,
                    message.find(f"{{{RECEIPTS}}}request") is not None, message)
        self.texts.append(text)
        if self.vanish_on == "message":
            self.vanish()
            return
        if "*" in self.silent:
            return
        bounce = self.bounce(text) if callable(self.bounce) else self.bounce
        if bounce:
            echo = f"<body>{escape(text.body)}</body>" if bounce.echoes_body else ""
            self._send_later(f"<message type='error' {self._back(text)} id={quoteattr(text.id)}>"
                             f"{echo}{bounce.xml()}</message>")
            return
        if text.wants_receipt and self.receipts == "held":
            self._held_receipts.append(text)
        elif text.wants_receipt and self.receipts == "at once":
            self.send_receipt(text)
        answer = self.answer(text) if self.answer else None
        if answer is not None:
            self._send_later(f"<message type='chat' {self._back(text)} "
                             f"id='{self.domain}-{next(self._ids)}'>"
                             f"<body>{escape(answer)}</body></message>")

    @staticmethod
    def _back(stanza):
        return f"from={quoteattr(stanza.to)} to={quoteattr(stanza.sender)}"

    def _received_presence(self, presence):
        self.presences.append(presence)
        if presence.get("type") == "subscribe" and self.subscriptions:
            back = (f"from={quoteattr(presence.get('to').partition('/')[0])} "
                    f"to={quoteattr(presence.get('from').partition('/')[0])}")
            self._send_later(f"<presence type='subscribed' {back}/><presence {back}/>")

    # --- what the test makes it do ---

    def send_receipt(self, text):
        self._send_later(f"<message {self._back(text)} id='{self.domain}-{next(self._ids)}'>"
                         f"<received xmlns='{RECEIPTS}' id={quoteattr(text.id)}/></message>")

    def send_receipts(self):
        """Sends the receipts that were held back."""
        held, self._held_receipts = self._held_receipts, []
        for text in held:
            self.send_receipt(text)

    def send_text(self, number, to, body, inside=""):
        """A text from a phone, whoever it is; `inside` is more XML in the message. Returns its id."""
        text_id = f"{self.domain}-{next(self._ids)}"
        sender = f"{number}@{self.domain}" if number else self.domain
        self.send(f"<message type='chat' from={quoteattr(sender)} to={quoteattr(to)} "
                  f"id='{text_id}'><body>{escape(body)}</body>{inside}</message>")
        return text_id

    def wait_text(self, condition=lambda text: True, timeout=15):
        """The first text that satisfies the condition."""
        return self._wait(self.texts, condition, timeout, "text")

    def wait_iq(self, namespace, timeout=15):
        """The first iq whose child is of this namespace."""
        return self._wait(self.iqs, lambda iq: len(iq) and namespace_of(iq[0]) == namespace,
                          timeout, f"iq of {namespace}")

    def wait_presence(self, kind=None, timeout=15):
        """The first presence of this type; None is an available one."""
        return self._wait(self.presences, lambda presence: presence.get("type") == kind, timeout,
                          f"presence {kind or 'available'}")

    def asked(self, namespace):
        """All iqs so far whose child is of this namespace."""
        return [iq for iq in list(self.iqs) if len(iq) and namespace_of(iq[0]) == namespace]

    def _wait(self, seen, condition, timeout, what):
        return wait_until(lambda: _Found.first(list(seen), condition), timeout,
                          f"{what} at {self.domain}").value


@dataclass(frozen=True)
class _Found:
    """True whatever was found: an element without children is false."""

    value: object

    @staticmethod
    def first(items, condition):
        return next((_Found(item) for item in items if condition(item)), None)


class _Stream:
    """Reads what the server sends."""

    def __init__(self, connection):
        self._connection = connection
        self._parser = ElementTree.XMLPullParser(("start", "end"))
        self._depth = 0
        self._root = None

    def _events(self):
        while True:
            yield from self._parser.read_events()
            data = self._connection.recv(65536)
            if not data:
                return
            self._parser.feed(data)

    def read_id(self):
        for _event, element in self._events():
            self._depth, self._root = 1, element
            return element.get("id")
        raise HarnessError("the server closed the stream of a component before it began")

    def stanzas(self):
        try:
            for event, element in self._events():
                self._depth += 1 if event == "start" else -1
                if event == "end" and self._depth == 1:
                    self._root.remove(element)
                    yield element
        except ElementTree.ParseError as error:
            raise ValueError(f"what the server sent is not XML: {error}") from None
