// SPDX-License-Identifier: GPL-2.0-or-later
// Typed, guarded signal connections, on a signal of a real libpurple.
#include "plugin/purple/signal_connection.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace plugin {
namespace {

constexpr Signal<gboolean(xmlnode*)> asking{"test-asking"};

class SignalConnectionTest : public testing::Test {
 public:
  SignalConnectionTest() {
    purple_signal_register(&instance_, asking.name, purple_marshal_BOOLEAN__POINTER,
                           purple_value_new(PURPLE_TYPE_BOOLEAN), 1,
                           purple_value_new(PURPLE_TYPE_SUBTYPE, PURPLE_SUBTYPE_XMLNODE));
  }
  ~SignalConnectionTest() override { purple_signals_unregister_by_instance(&instance_); }

  gboolean answer_yes(xmlnode* /*node*/) {
    ++calls_;
    return TRUE;
  }
  gboolean throw_error(xmlnode* /*node*/) { throw std::runtime_error("on purpose"); }
  gboolean throw_number(xmlnode* /*node*/) { throw 11; }

  gboolean emit() {
    return GPOINTER_TO_INT(purple_signal_emit_return_1(&instance_, asking.name, nullptr));
  }

  int instance_ = 0;
  int calls_ = 0;
};

TEST_F(SignalConnectionTest, CallsTheMethodWhileItLives) {
  {
    const SignalConnection connection =
        connect<&SignalConnectionTest::answer_yes>(&instance_, asking, this);
    EXPECT_TRUE(emit());
  }
  EXPECT_FALSE(emit());
  EXPECT_EQ(calls_, 1);
}

TEST_F(SignalConnectionTest, MovesWithoutDisconnecting) {
  SignalConnection first = connect<&SignalConnectionTest::answer_yes>(&instance_, asking, this);
  const SignalConnection second = std::move(first);
  first = SignalConnection();
  EXPECT_TRUE(emit());
}

TEST_F(SignalConnectionTest, AnExceptionBecomesNotHandled) {
  const SignalConnection connection =
      connect<&SignalConnectionTest::throw_error>(&instance_, asking, this);
  EXPECT_FALSE(emit());
}

TEST_F(SignalConnectionTest, SoDoesAnythingElseThatIsThrown) {
  const SignalConnection connection =
      connect<&SignalConnectionTest::throw_number>(&instance_, asking, this);
  EXPECT_FALSE(emit());
}

}  // namespace
}  // namespace plugin
