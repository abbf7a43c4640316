// SPDX-License-Identifier: GPL-2.0-or-later
#include "parse_error.h"

#include "libxml_ptr.h"

namespace sms_caps {
namespace {

std::string quoted(const char* name) {
  return std::string("'").append(name == nullptr ? "" : name).append("'");
}

/// libxml2's own words, without the name of its function and the line end.
std::string libxml_message(const xmlError& error) {
  std::string_view message = error.message == nullptr ? "malformed XML" : error.message;
  while (!message.empty() && (message.back() == '\n' || message.back() == ' ')) {
    message.remove_suffix(1);
  }
  const std::size_t colon = message.find(": ");
  if (message.starts_with("xmlParse") && colon != std::string_view::npos) {
    message.remove_prefix(colon + 2);
  }
  return std::string(message);
}

}  // namespace

std::string describe(const xmlError& error, std::string_view text, bool in_stanza) {
  // Whatever libxml2 says of a declaration (it stands inside an element for us), this is the
  // reason.
  if (text.starts_with("<!") && !text.starts_with("<!-") && !text.starts_with("<![")) {
    return "XMPP allows no DTD and no declarations (RFC 6120 §11.1): remove <!…>";
  }
  switch (error.code) {
    case XML_ERR_UNDECLARED_ENTITY:
    case XML_WAR_UNDECLARED_ENTITY:
      return "unknown entity " + quoted(error.str1) +
             ": XMPP allows only amp, lt, gt, quot and apos (RFC 6120 §11.1)";
    case XML_ERR_NAME_REQUIRED:
      if (text.empty() || text.front() != '<') {
        return "'&' must be followed by the name of an entity: write &amp; for '&' itself";
      }
      break;
    case XML_ERR_ENTITYREF_SEMICOL_MISSING:
      return "no ';' after an entity: write &amp; for '&' itself";
    case XML_ERR_TAG_NAME_MISMATCH:
      if (!in_stanza) return "end tag " + quoted(error.str2) + " without a start tag";
      return "end tag " + quoted(error.str2) + " where that of " + quoted(error.str1) +
             " is expected";
    case XML_ERR_ATTRIBUTE_NOT_STARTED:
      return "the value of an attribute must be in quotes";
    case XML_ERR_ATTRIBUTE_REDEFINED:
      return "attribute " + quoted(error.str1) + " is given twice";
    case XML_NS_ERR_UNDEFINED_NAMESPACE:
      return "prefix " + quoted(error.str1) +
             " is not declared: add xmlns:" + (error.str1 == nullptr ? "" : error.str1) + "='…'";
    case XML_ERR_INVALID_CHAR:
    case XML_ERR_INVALID_ENCODING:
      if (libxml_message(error).find("UTF-8") != std::string::npos) {
        return "not UTF-8, the encoding of XMPP (RFC 6120 §11.6)";
      }
      break;
    default:
      break;
  }
  return libxml_message(error);
}

}  // namespace sms_caps
