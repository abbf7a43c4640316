// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/purple/progress_window.h"

#include "plugin/i18n.h"
#include "plugin/purple/button_label.h"

namespace plugin {

void ProgressWindow::show(const std::string& title, const std::string& text) {
  close();
  purple_request_action(this, title.c_str(), text.c_str(), nullptr,
                        PURPLE_DEFAULT_ACTION_NONE,  // a stray Return cancels nothing
                        nullptr, nullptr, nullptr, this, 1, button_label(_("_Cancel")).c_str(),
                        G_CALLBACK(on_cancel));
}

void ProgressWindow::close() {
  is_cancelled_ = false;
  purple_request_close_with_handle(this);
}

void ProgressWindow::on_cancel(void* self, int /*button*/) noexcept {
  static_cast<ProgressWindow*>(self)->is_cancelled_ = true;
}

}  // namespace plugin
