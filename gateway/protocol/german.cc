// SPDX-License-Identifier: GPL-2.0-or-later
// Deutsch. Wer hier fehlt, liest Englisch.
#include "gateway/protocol/german.h"

#include <array>

namespace gateway::protocol {
namespace {

constexpr auto rows = std::to_array<Translation>({
    // The number prompt and registration.
    {"Type the phone number that you want to write to.",
     "Geben Sie die Telefonnummer ein, an die Sie schreiben möchten."},
    {"Type the phone number that you want to write to, with its country code, such as "
     "+1 307 555 1212.",
     "Geben Sie die Telefonnummer ein, an die Sie schreiben möchten, mit Landesvorwahl, zum "
     "Beispiel +49 30 901820."},
    {"Phone number", "Telefonnummer"},
    {"That is too long for a phone number.", "Das ist zu lang für eine Telefonnummer."},
    {"There is no address for this number.", "Für diese Nummer gibt es keine Adresse."},
    {"Registration is closed. Ask the operator of this service for an account.",
     "Die Anmeldung ist geschlossen. Bitten Sie den Betreiber dieses Dienstes um ein Konto."},
    {"You are registered. Each of your conversations has a number of its own.",
     "Sie sind angemeldet. Jedes Ihrer Gespräche hat seine eigene Nummer."},
    {"You are registered. Your number is {}.", "Sie sind angemeldet. Ihre Nummer ist {}."},
    {"Register to send and receive text messages. You get a number from this service; there is "
     "nothing to fill in.",
     "Melden Sie sich an, um SMS zu senden und zu empfangen. Sie bekommen eine Nummer von diesem "
     "Dienst; auszufüllen ist nichts."},
    {"This cannot be stored just now. Try again later.",
     "Das lässt sich gerade nicht speichern. Versuchen Sie es später noch einmal."},
    {"The operator of this service set up your account and can remove it.",
     "Der Betreiber dieses Dienstes hat Ihr Konto eingerichtet und kann es entfernen."},
    {"You are not registered.", "Sie sind nicht angemeldet."},

    // Commands.
    {"Commands", "Befehle"},
    {"This is not possible just now. Try again later.",
     "Das ist gerade nicht möglich. Versuchen Sie es später noch einmal."},
    {"This command is not for you.", "Dieser Befehl ist nicht für Sie."},
    {"There is nothing to go back to.", "Es gibt nichts, wohin es zurückginge."},
    {"My number", "Meine Nummer"},
    {"Each of your conversations has a number of its own.",
     "Jedes Ihrer Gespräche hat seine eigene Nummer."},
    {"Your number is {}.", "Ihre Nummer ist {}."},
    {"My usage", "Mein Verbrauch"},
    {"Text messages sent today", "Heute gesendete SMS"},
    {"Sent", "Gesendet"},
    {"On their way", "Unterwegs"},
    {"Not delivered", "Nicht zugestellt"},
    {"Limit for a day", "Höchstzahl am Tag"},
    {"Block a number", "Nummer sperren"},
    {"Unblock a number", "Nummer entsperren"},
    {"{} is no longer blocked.", "{} ist nicht mehr gesperrt."},
    {"{} is blocked.", "{} ist gesperrt."},
    {"You block no number.", "Sie sperren keine Nummer."},

    // The operator's commands.
    {"Users", "Benutzer"},
    {"User", "Benutzer"},
    {"Number", "Nummer"},
    {"Announces sms-v1", "Meldet sms-v1"},
    {"{} users", "{} Benutzer"},
    {"Queue", "Warteschlange"},
    {"State", "Zustand"},
    {"Messages", "Nachrichten"},
    {"Carriers", "Netze"},
    {"Carrier", "Netz"},
    {"Being sent", "In Arbeit"},
    {"In memory", "Im Speicher"},
    {"Send a failed text again", "Gescheiterte SMS noch einmal senden"},
    {"Its number in the store", "Ihre Nummer in der Ablage"},
    {"That is no number.", "Das ist keine Zahl."},
    {"No text of this number has failed.", "Keine SMS dieser Nummer ist gescheitert."},
    {"It waits as {}.", "Sie wartet als {}."},
    {"Stop sending, before a restart", "Nichts mehr senden, vor einem Neustart"},
    {"Nothing new is sent until the gateway is started again.",
     "Neues wird erst gesendet, wenn das Gateway neu gestartet ist."},
    {"Read the configuration again", "Konfiguration neu lesen"},
    {"The configuration was read.", "Die Konfiguration wurde gelesen."},
    {"The store does not answer just now.", "Die Ablage antwortet gerade nicht."},

    // Why a text was not sent.
    {"Phones are in no chat rooms.", "Telefone sind in keinen Gruppenchats."},
    {"This message is encrypted, and phones cannot read that. Switch encryption off for this "
     "contact and send it again.",
     "Diese Nachricht ist verschlüsselt, und das können Telefone nicht lesen. Schalten Sie die "
     "Verschlüsselung für diesen Kontakt aus und senden Sie sie noch einmal."},
    {"A text message that was sent cannot be changed. Send a new one instead.",
     "Eine gesendete SMS lässt sich nicht mehr ändern. Senden Sie stattdessen eine neue."},
    {"This message is too long: it would take {} text messages, and at most {} are possible. "
     "Nothing was sent.",
     "Diese Nachricht ist zu lang: Sie bräuchte {} SMS, und höchstens {} sind möglich. Es wurde "
     "nichts gesendet."},
    {"Register with {} to send text messages.", "Melden Sie sich bei {} an, um SMS zu senden."},
    {"You are not a user of {}. Ask its operator.",
     "Sie sind kein Benutzer von {}. Fragen Sie den Betreiber."},
    {"There is no number left from which you could write to this phone.",
     "Es ist keine Nummer mehr frei, von der aus Sie diesem Telefon schreiben könnten."},
    {"No phone network is set up for your number. Tell the operator of {}.",
     "Für Ihre Nummer ist kein Telefonnetz eingerichtet. Sagen Sie es dem Betreiber von {}."},
    {"Write to a number, such as {}.", "Schreiben Sie an eine Nummer, zum Beispiel {}."},
    {"\"{}\" is a name, not a number: it cannot be answered.",
     "„{}“ ist ein Name und keine Nummer: Darauf kann man nicht antworten."},
    {"You have blocked this number.", "Sie haben diese Nummer gesperrt."},
    {"Too much is being sent just now. Try again in a minute.",
     "Gerade wird zu viel gesendet. Versuchen Sie es in einer Minute noch einmal."},
    {"The message could not be stored, so it was not sent. Try again later.",
     "Die Nachricht ließ sich nicht speichern und wurde nicht gesendet. Versuchen Sie es später "
     "noch einmal."},
    {"You have sent as many text messages as you may today.",
     "Sie haben heute so viele SMS gesendet, wie Sie dürfen."},
    {"Only users of {} can add phones.", "Nur Benutzer von {} können Telefone hinzufügen."},
    {"The card of a phone cannot be changed.", "Die Karte eines Telefons lässt sich nicht ändern."},
});

}  // namespace

std::span<const Translation> german() {
  return rows;
}

}  // namespace gateway::protocol
