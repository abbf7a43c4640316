// SPDX-License-Identifier: GPL-2.0-or-later
// Translated text. Strings are marked with _() for xgettext; formats are printf's, so that msgfmt
// checks a translation's placeholders against the original's.
#pragma once

#include <libintl.h>

#include <cstdarg>
#include <cstdio>
#include <string>

namespace plugin {

inline constexpr char gettext_domain[] = "xmpp-sms";

/// The translation of `text`, or `text` itself.
[[gnu::format_arg(1)]] inline const char* _(const char* text) {
  return dgettext(gettext_domain, text);
}

/// The translation for this count, in the target language's own plural forms.
[[gnu::format_arg(1), gnu::format_arg(2)]] inline const char* plural(const char* one,
                                                                     const char* many,
                                                                     unsigned long count) {
  return dngettext(gettext_domain, one, many, count);
}

/// printf() into a string.
[[gnu::format(printf, 1, 2)]] inline std::string textf(const char* format, ...) {
  std::va_list arguments;
  va_start(arguments, format);
  std::va_list again;
  va_copy(again, arguments);
  const int length = std::vsnprintf(nullptr, 0, format, arguments);
  va_end(arguments);
  std::string text(length > 0 ? static_cast<std::size_t>(length) : 0, '\0');
  if (length > 0) std::vsnprintf(text.data(), text.size() + 1, format, again);
  va_end(again);
  return text;
}

}  // namespace plugin
