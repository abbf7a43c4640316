// SPDX-License-Identifier: GPL-2.0-or-later
// What a keystroke costs in a draft of 1,000 characters: with the counter and without, beside what
// GTK needs for the keystroke itself. On a screen (run.py makes one).
//   counter-bench [--keystrokes N] [Google Benchmark's options]
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <benchmark/benchmark.h>

#include "plugin/pidgin/counter_row.h"
#include "plugin/texting/draft_cost.h"
#include "tests/plugin/headless_core.h"

// Pidgin's own kind of entry is in its executable, and nowhere to link with. Here is none.
extern "C" {
GType gtk_imhtml_get_type() {
  return G_TYPE_INVALID;
}
char* gtk_imhtml_get_text(GtkIMHtml* /*entry*/, GtkTextIter* /*start*/, GtkTextIter* /*end*/) {
  std::abort();
}
}

namespace plugin {
namespace {

/// The processor's time that this thread took: what else the machine does counts little.
/// Units:   microseconds
double now() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_nsec) / 1e3;
}

constexpr std::size_t draft_length = 1000;

std::string plain_draft() {
  std::string text;
  while (text.size() < draft_length)
    text += "The party starts at eight, come early. ";
  text.resize(draft_length);
  return text;
}

/// One special character in ten.
std::string special_draft() {
  std::string text;
  for (std::size_t i = 0; i < draft_length; ++i)
    text += i % 10 == 0 ? "ê" : "x";
  return text;
}

/// Nearly the longest that can be sent. One line of it would keep Pango busy for seconds.
std::string long_draft() {
  std::string text;
  for (int i = 0; i < 950; ++i)
    text += "The party starts at eight, come early.\n ";
  return text;
}

void bm_draft_cost(benchmark::State& state, const std::string& text) {
  for (auto _ : state)
    benchmark::DoNotOptimize(draft_cost(text));
}
void bm_explain(benchmark::State& state, const std::string& text) {
  for (auto _ : state)
    benchmark::DoNotOptimize(explain_cost(text));
}
void bm_utf8_strlen(benchmark::State& state, const std::string& text) {
  for (auto _ : state)
    benchmark::DoNotOptimize(g_utf8_strlen(text.data(), static_cast<gssize>(text.size())));
}

/// What any plugin would do at least: take the text out of the buffer.
void bm_text_of_buffer(benchmark::State& state, const std::string& text) {
  const GObjectPtr<GtkTextBuffer> buffer(gtk_text_buffer_new(nullptr));
  gtk_text_buffer_set_text(buffer.get(), text.data(), static_cast<gint>(text.size()));
  for (auto _ : state) {
    GtkTextIter start;
    GtkTextIter end;
    gtk_text_buffer_get_bounds(buffer.get(), &start, &end);
    const GCharPtr copy(gtk_text_buffer_get_text(buffer.get(), &start, &end, FALSE));
    benchmark::DoNotOptimize(copy.get());
  }
}

/// At most so many turns: a blinking cursor or a pointer over the window must not hold us up.
void settle() {
  for (int i = 0; i < 200 && gtk_events_pending() != FALSE; ++i)
    gtk_main_iteration_do(FALSE);
}

/// A window with an entry, and the counter below it or not.
class Typing {
 public:
  Typing(const std::string& text, bool has_counter) : window_(gtk_window_new(GTK_WINDOW_TOPLEVEL)) {
    GtkWidget* box = gtk_vbox_new(FALSE, 6);
    GtkWidget* scrolled = gtk_scrolled_window_new(nullptr, nullptr);
    GtkWidget* entry = gtk_text_view_new();
    gtk_text_view_set_wrap_mode(GTK_TEXT_VIEW(entry), GTK_WRAP_WORD_CHAR);
    gtk_container_add(GTK_CONTAINER(scrolled), entry);
    gtk_box_pack_start(GTK_BOX(box), scrolled, TRUE, TRUE, 0);
    buffer_ = gtk_text_view_get_buffer(GTK_TEXT_VIEW(entry));
    gtk_text_buffer_set_text(buffer_, text.data(), static_cast<gint>(text.size()));
    if (has_counter) {
      row_ = std::make_unique<CounterRow>(GTK_TEXT_VIEW(entry), nullptr);
      gtk_box_pack_start(GTK_BOX(box), row_->widget(), FALSE, FALSE, 0);
    }
    gtk_container_add(GTK_CONTAINER(window_), box);
    gtk_window_set_default_size(GTK_WINDOW(window_), 340, 400);
    gtk_widget_show_all(window_);
    settle();
  }
  Typing(const Typing&) = delete;
  Typing& operator=(const Typing&) = delete;
  ~Typing() {
    row_.reset();
    gtk_widget_destroy(window_);
    settle();
  }

  struct Cost {
    double handled;  ///< until the keystroke is in the buffer and all handlers have run
    double drawn;    ///< until all of it is on the screen
  };

  /// Units:   microseconds
  Cost type_and_erase() {
    const double start = now();
    GtkTextIter end;
    gtk_text_buffer_get_end_iter(buffer_, &end);
    gtk_text_buffer_insert(buffer_, &end, "x", 1);
    const double handled = now();
    settle();
    const double drawn = now();
    GtkTextIter last = end;
    gtk_text_buffer_get_end_iter(buffer_, &end);
    last = end;
    gtk_text_iter_backward_char(&last);
    gtk_text_buffer_delete(buffer_, &last, &end);
    settle();
    return {handled - start, drawn - start};
  }

 private:
  GtkWidget* window_;
  GtkTextBuffer* buffer_ = nullptr;
  std::unique_ptr<CounterRow> row_;
};

double median(std::vector<double>& values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, middle);
  return *middle;
}

/// Both in turns, so that what else the machine does hits both.
void compare(const char* name, const std::string& text, int keystrokes) {
  Typing with(text, true);
  Typing without(text, false);
  std::vector<double> handled_with;
  std::vector<double> handled_without;
  std::vector<double> drawn_with;
  std::vector<double> drawn_without;
  for (int i = 0; i < keystrokes; ++i) {
    const Typing::Cost more = with.type_and_erase();
    const Typing::Cost less = without.type_and_erase();
    handled_with.push_back(more.handled);
    handled_without.push_back(less.handled);
    drawn_with.push_back(more.drawn);
    drawn_without.push_back(less.drawn);
  }
  const double handled = median(handled_with);
  const double alone = median(handled_without);
  std::printf(
      "a keystroke in %s: %.1f us with the counter, %.1f without: it costs %.1f us (limit 50), "
      "%.2f times the keystroke\n",
      name, handled, alone, handled - alone, handled / alone);
  const double seen = median(drawn_with);
  const double seen_alone = median(drawn_without);
  std::printf("  until it is drawn: %.0f us with the counter, %.0f without, %.2f times\n", seen,
              seen_alone, seen / seen_alone);
}

int take_keystrokes(int& argc, char** argv) {
  for (int i = 1; i + 1 < argc; ++i) {
    if (std::string_view(argv[i]) != "--keystrokes") continue;
    const int count = std::atoi(argv[i + 1]);
    std::rotate(argv + i, argv + i + 2, argv + argc);
    argc -= 2;
    return std::max(count, 1);
  }
  return 2000;
}

}  // namespace
}  // namespace plugin

int main(int argc, char** argv) {
  using namespace plugin;
  const int keystrokes = take_keystrokes(argc, argv);
  if (gtk_init_check(&argc, &argv) == FALSE) {
    std::fprintf(stderr, "counter-bench: no screen; start it with run.py\n");
    return 1;
  }
  testing_support::start_core();
  const std::string plain = plain_draft();
  const std::string special = special_draft();
  compare("1,000 plain characters", plain, keystrokes);
  compare("1,000 characters, 100 of them special", special, keystrokes);
  compare("38,000 plain characters in lines", long_draft(), std::min(keystrokes, 20));

  benchmark::RegisterBenchmark("draft_cost/plain", bm_draft_cost, plain);
  benchmark::RegisterBenchmark("draft_cost/special", bm_draft_cost, special);
  benchmark::RegisterBenchmark("explain_cost/special (on a pause)", bm_explain, special);
  benchmark::RegisterBenchmark("peer: g_utf8_strlen", bm_utf8_strlen, plain);
  benchmark::RegisterBenchmark("peer: text of a GtkTextBuffer", bm_text_of_buffer, plain);
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
