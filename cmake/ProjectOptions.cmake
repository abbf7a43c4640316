# SPDX-License-Identifier: GPL-2.0-or-later
# One interface target for language level, warnings and sanitizers: nothing is set globally.

add_library(project-options INTERFACE)
target_compile_features(project-options INTERFACE cxx_std_20)
target_compile_options(project-options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow
  $<$<COMPILE_LANGUAGE:CXX>:-Wnon-virtual-dtor -Woverloaded-virtual -Wextra-semi>)

if(XMPP_SMS_SANITIZE)
  target_compile_options(project-options INTERFACE
    -fsanitize=${XMPP_SMS_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(project-options INTERFACE -fsanitize=${XMPP_SMS_SANITIZE})
endif()

if(XMPP_SMS_COVERAGE)
  # Counted by adding, or threads would make counts negative.
  target_compile_options(project-options INTERFACE --coverage -fprofile-update=atomic)
  target_link_options(project-options INTERFACE --coverage)
endif()

if(XMPP_SMS_FUZZERS)
  target_compile_options(project-options INTERFACE -fsanitize=fuzzer-no-link)
endif()

set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

# require_pkg(<target> <pkg-config spec> <Debian package>): a missing library names its package.
find_package(PkgConfig REQUIRED)
function(require_pkg target spec debian_package)
  pkg_check_modules(${target} IMPORTED_TARGET GLOBAL "${spec}")
  if(NOT ${target}_FOUND)
    message(FATAL_ERROR
      "xmpp-sms needs ${spec}, which pkg-config does not find. "
      "On Debian: apt-get install ${debian_package}")
  endif()
endfunction()
