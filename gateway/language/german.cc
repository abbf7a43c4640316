// SPDX-License-Identifier: GPL-2.0-or-later
// Deutsch. Wer hier fehlt, liest Englisch.
#include "gateway/language/german.h"

#include <array>

namespace gateway {
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
    {"Limit per day", "Höchstzahl am Tag"},
    {"Block a number", "Nummer sperren"},
    {"Unblock a number", "Nummer entsperren"},
    {"{} is no longer blocked.", "{} ist nicht mehr gesperrt."},
    {"{} is blocked.", "{} ist gesperrt."},
    {"You have not blocked any number.", "Sie haben keine Nummer gesperrt."},

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
    {"That is not a number.", "Das ist keine Zahl."},
    {"There is no failed text with this number.",
     "Es gibt keine gescheiterte SMS mit dieser Nummer."},
    {"Queued again as text {}.", "Wieder eingereiht als SMS {}."},
    {"Stop sending, before a restart", "Nichts mehr senden, vor einem Neustart"},
    {"Nothing new is sent until you resume, or until the gateway is started again.",
     "Neues wird erst gesendet, wenn Sie wieder senden lassen oder das Gateway neu gestartet ist."},
    {"Send again, after drain", "Wieder senden"},
    {"Texts are sent again.", "SMS werden wieder gesendet."},
    {"Read the configuration again", "Konfiguration neu lesen"},
    {"The configuration was read.", "Die Konfiguration wurde gelesen."},
    {"The store does not answer just now.", "Die Ablage antwortet gerade nicht."},

    // Why a text was not sent.
    {"Phones cannot be in chat rooms.", "Telefone sind in keinen Gruppenchats."},
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
    {"The vCard of a phone cannot be changed.",
     "Die vCard eines Telefons lässt sich nicht ändern."},

    // Why one that was taken failed after all.
    {"This message was not delivered.", "Diese Nachricht wurde nicht zugestellt."},
    {"This message may not have been delivered.",
     "Diese Nachricht wurde vielleicht nicht zugestellt."},
    {"There is no such number, or it takes no text messages.",
     "Diese Nummer gibt es nicht, oder sie nimmt keine SMS an."},
    {"Text messages from your number to this one are not permitted.",
     "SMS von Ihrer Nummer an diese sind nicht erlaubt."},
    {"The recipient has asked for no more text messages from this number.",
     "Der Empfänger möchte keine SMS mehr von dieser Nummer."},
    {"The message was blocked.", "Die Nachricht wurde blockiert."},
    {"The message is too long.", "Die Nachricht ist zu lang."},
    {"The operator of this service cannot send text messages just now.",
     "Der Betreiber dieses Dienstes kann gerade keine SMS senden."},
    {"The phone could not be reached.", "Das Telefon war nicht zu erreichen."},
    {"The phone network could not be reached, and the message was not sent.",
     "Das Telefonnetz war nicht zu erreichen, und die Nachricht wurde nicht gesendet."},
    {"The phone network did not say whether it has the message: it may or may not arrive.",
     "Das Telefonnetz hat nicht gesagt, ob es die Nachricht hat: Vielleicht kommt sie an, "
     "vielleicht nicht."},
    {"The phone network did not take the message.",
     "Das Telefonnetz hat die Nachricht nicht angenommen."},
    {"The service is starting. Try again in a minute.",
     "Der Dienst startet gerade. Versuchen Sie es in einer Minute noch einmal."},
    {"A text message goes to one number at a time.", "Eine SMS geht immer nur an eine Nummer."},
    {"The text is too long for a phone.", "Der Text ist zu lang für ein Telefon."},
    {"The phone takes no texts.", "Das Telefon nimmt keine SMS an."},

    // What carriers say.
    {"Your number cannot send text messages.", "Ihre Nummer kann keine SMS senden."},
    {"This number cannot be reached by text message.",
     "Diese Nummer ist per SMS nicht zu erreichen."},
    {"The operator's account may only text numbers that it has verified, and this is not one of "
     "them.",
     "Mit dem Konto des Betreibers lässt sich nur an bestätigte Nummern schreiben, und diese "
     "gehört nicht dazu."},
    {"Your number cannot text a short code.", "Ihre Nummer kann nicht an Kurzwahlen schreiben."},
    {"A number cannot text itself.", "Eine Nummer kann nicht an sich selbst schreiben."},
    {"Text messages to this country are not enabled for this service.",
     "SMS in dieses Land sind bei diesem Dienst nicht freigeschaltet."},
    {"The message is empty.", "Die Nachricht ist leer."},
    {"There is no number to send from.",
     "Es gibt keine Nummer, von der aus gesendet werden könnte."},
    {"Your number cannot send text messages to this one.",
     "Ihre Nummer kann an diese keine SMS senden."},
    {"This number cannot be reached from yours.",
     "Diese Nummer ist von Ihrer aus nicht zu erreichen."},
    {"This is not a mobile number: it takes no texts.",
     "Das ist keine Mobilnummer: Sie nimmt keine SMS an."},
    {"The content of the message is not permitted.", "Der Inhalt der Nachricht ist nicht erlaubt."},
    {"The link to the picture cannot be used.", "Der Link zum Bild ist nicht zu gebrauchen."},
    {"Your number cannot send pictures.", "Ihre Nummer kann keine Bilder senden."},
    {"Pictures cannot be sent to this number.", "An diese Nummer lassen sich keine Bilder senden."},
    {"There are too many pictures in the message.", "Die Nachricht enthält zu viele Bilder."},
    {"This is a landline: it takes no texts.",
     "Das ist ein Festnetzanschluss: Er nimmt keine SMS an."},
    {"Too many messages were waiting for your number, and this one was dropped. Send it again "
     "later.",
     "Für Ihre Nummer warteten zu viele Nachrichten, und diese wurde verworfen. Senden Sie sie "
     "später noch einmal."},
    {"The recipient or their network blocks this message.",
     "Der Empfänger oder sein Netz blockiert diese Nachricht."},
    {"This is a landline, or its network takes no texts.",
     "Das ist ein Festnetzanschluss, oder sein Netz nimmt keine SMS an."},
    {"The phone network treated this message as spam.",
     "Das Telefonnetz hat diese Nachricht für Spam gehalten."},
    {"The phone network did not deliver the message and gave no reason.",
     "Das Telefonnetz hat die Nachricht nicht zugestellt und keinen Grund genannt."},
    {"Part of the message was lost on its way.", "Ein Teil der Nachricht ging unterwegs verloren."},
    {"The message costs more than the operator allows.",
     "Die Nachricht kostet mehr, als der Betreiber erlaubt."},
    {"The phone's network is congested.", "Das Netz des Telefons ist überlastet."},
    {"The number to send from is missing or not allowed.",
     "Die Nummer, von der aus gesendet werden soll, fehlt oder ist nicht erlaubt."},
    {"The picture is too large.", "Das Bild ist zu groß."},
    {"Too many messages were sent from your number.",
     "Von Ihrer Nummer wurden zu viele Nachrichten gesendet."},
    {"No more messages can be sent today: the limit is reached.",
     "Die Zahl der Nachrichten für diesen Tag ist aufgebraucht."},
    {"Your number is not set up to send text messages.",
     "Ihre Nummer ist nicht dafür eingerichtet, SMS zu senden."},
    {"Your toll-free number has not been verified yet.",
     "Ihre gebührenfreie Nummer ist noch nicht bestätigt."},
    {"Your number is not registered for text messages in the United States (A2P 10DLC).",
     "Ihre Nummer ist für SMS in den Vereinigten Staaten nicht angemeldet (A2P 10DLC)."},
    {"Your number's registration is not complete yet.",
     "Die Anmeldung Ihrer Nummer ist noch nicht abgeschlossen."},
    {"The phone was not reached in time.", "Das Telefon wurde nicht rechtzeitig erreicht."},
    {"The message is too long for a trial account.",
     "Die Nachricht ist zu lang für ein Probekonto."},
    {"The phone's network did not answer in time.",
     "Das Netz des Telefons hat nicht rechtzeitig geantwortet."},
    {"The message was cancelled.", "Die Nachricht wurde zurückgezogen."},
});

}  // namespace

std::span<const Translation> german() {
  return rows;
}

}  // namespace gateway
