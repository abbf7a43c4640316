# SPDX-License-Identifier: GPL-2.0-or-later
# One interface target for language level, warnings and sanitizers: nothing is set globally.

add_library(project-options INTERFACE)
target_compile_features(project-options INTERFACE cxx_std_20)
target_compile_options(project-options INTERFACE
  -Wall -Wextra -Wpedantic
  $<$<NOT:$<BOOL:${CMAKE_UNITY_BUILD}>>:-Wshadow>  # files that are joined shadow one another's names
  $<$<COMPILE_LANGUAGE:CXX>:-Wnon-virtual-dtor -Woverloaded-virtual -Wextra-semi>)

if(XMPP_SMS_SANITIZE)
  target_compile_options(project-options INTERFACE
    -fsanitize=${XMPP_SMS_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(project-options INTERFACE -fsanitize=${XMPP_SMS_SANITIZE})
  # Compilers have no common name for it.
  target_compile_definitions(project-options INTERFACE XMPP_SMS_SANITIZED)
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

# require_pkg(<target> <pkg-config spec> <Debian package>): a missing library names its package, and
# one that is too old the version that is needed.
find_package(PkgConfig QUIET)
if(NOT PKG_CONFIG_FOUND)
  message(FATAL_ERROR
    "xmpp-sms needs pkg-config, which finds most libraries. On Debian: apt-get install pkg-config")
endif()
function(require_pkg target spec debian_package)
  pkg_check_modules(${target} QUIET IMPORTED_TARGET GLOBAL "${spec}")
  if(${target}_FOUND)
    return()
  endif()
  string(REGEX MATCH "^([^>=]+)(>=(.*))?$" matched "${spec}")
  set(name "${CMAKE_MATCH_1}")
  set(needed "${CMAKE_MATCH_1}")
  if(CMAKE_MATCH_3)
    string(APPEND needed " ${CMAKE_MATCH_3} or newer")
  endif()
  execute_process(COMMAND "${PKG_CONFIG_EXECUTABLE}" --modversion "${name}"
    OUTPUT_VARIABLE found OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  # What is there may need what is not.
  execute_process(COMMAND "${PKG_CONFIG_EXECUTABLE}" --print-errors --exists "${name}" ERROR_VARIABLE reason)
  if(reason MATCHES "(Package '[^']*', required by '[^:']*',[^\n]*)")
    set(found "pkg-config says: ${CMAKE_MATCH_1}")
  elseif(found)
    set(found "pkg-config finds ${found}")
  else()
    set(found "pkg-config does not find it")
  endif()
  message(FATAL_ERROR
    "xmpp-sms needs ${needed}: ${found}. On Debian: apt-get install ${debian_package}")
endfunction()

# What is missing, by name and Debian's package; and below tests/, how to do without.
function(refuse_without name debian_package)
  set(who "xmpp-sms needs")
  cmake_path(RELATIVE_PATH CMAKE_CURRENT_SOURCE_DIR BASE_DIRECTORY "${PROJECT_SOURCE_DIR}" OUTPUT_VARIABLE room)
  if(room MATCHES "^tests")
    set(who "The tests of xmpp-sms, which -DBUILD_TESTING=OFF leaves out, need")
  endif()
  message(FATAL_ERROR
    "${who} ${name}, which CMake does not find. On Debian: apt-get install ${debian_package}")
endfunction()

# require_package(<CMake package> <Debian package>): the same for libraries that come with a CMake
# package. A macro, because what find_package() makes is of the folder that calls it.
macro(require_package name debian_package)
  find_package(${name} QUIET)
  if(NOT ${name}_FOUND)
    refuse_without(${name} ${debian_package})
  endif()
endmacro()

# require_program(<variable> <program> <Debian package> [<find_program()'s arguments>...]): the same for
# programs; the variable is kept in the cache.
function(require_program variable name debian_package)
  find_program(${variable} NAMES ${name} ${ARGN})
  if(NOT EXISTS "${${variable}}")  # it may have been there when the cache was written
    refuse_without(${name} ${debian_package})
  endif()
endfunction()
