# SPDX-License-Identifier: GPL-2.0-or-later
# Configuring where a library is missing, too old or too new names it, the version and Debian's package.
file(REMOVE_RECURSE "${SCRATCH}")

set(plugin_only -DXMPP_SMS_GATEWAY=OFF -DXMPP_SMS_PLUGIN=ON)
set(gateway_only -DXMPP_SMS_GATEWAY=ON -DXMPP_SMS_PLUGIN=OFF)

# expect(<what configuring says> <arguments>...): white space in it stands for any.
function(expect wanted)
  execute_process(
    COMMAND "${CMAKE_COMMAND}" -S "${SOURCE}" -B "${SCRATCH}/build" "-DCMAKE_CXX_COMPILER=${CXX}"
      "-DCMAKE_C_COMPILER=${CC}" -DBUILD_TESTING=OFF -DXMPP_SMS_TOOLS=OFF -DXMPP_SMS_PIDGIN=OFF
      ${ARGN}
    RESULT_VARIABLE status OUTPUT_QUIET ERROR_VARIABLE said)
  string(REGEX REPLACE "[ \n]+" " " said "${said}")
  string(FIND "${said}" "${wanted}" at)
  if(status EQUAL 0 OR at EQUAL -1)
    message(FATAL_ERROR "configuring ended with ${status}, and said not “${wanted}” but:\n${said}")
  endif()
endfunction()

function(write_pc name version)
  file(WRITE "${SCRATCH}/pkgconfig/${name}.pc"
    "Name: ${name}\nDescription: for a test\nVersion: ${version}\n")
endfunction()

expect("xmpp-sms needs fmt, which CMake does not find. On Debian: apt-get install libfmt-dev"
  ${plugin_only} -DCMAKE_DISABLE_FIND_PACKAGE_fmt=ON)

# What is found by its headers and libraries alone.
foreach(needed IN ITEMS TL_EXPECTED_INCLUDE_DIR:tl-expected:libexpected-dev
    PHONENUMBER_INCLUDE_DIR:libphonenumber:libphonenumber-dev
    PHONENUMBER_LIBRARY:libphonenumber:libphonenumber-dev PROTOBUF_LIBRARY:protobuf:libprotobuf-dev)
  string(REPLACE ":" ";" needed "${needed}")
  list(POP_FRONT needed variable library debian_package)
  expect("xmpp-sms needs ${library}, which CMake does not find. On Debian: apt-get install ${debian_package}"
    ${plugin_only} -DCMAKE_DISABLE_FIND_PACKAGE_fmt=OFF -D${variable}=OFF)
  file(REMOVE "${SCRATCH}/build/CMakeCache.txt")
endforeach()

file(MAKE_DIRECTORY "${SCRATCH}/pkgconfig")
set(ENV{PKG_CONFIG_PATH} "")
set(ENV{PKG_CONFIG_LIBDIR} "${SCRATCH}/pkgconfig")
set(with_fmt ${plugin_only} -DCMAKE_DISABLE_FIND_PACKAGE_fmt=OFF)
expect("xmpp-sms needs purple 2.10 or newer: pkg-config does not find it. On Debian: apt-get install libpurple-dev"
  ${with_fmt})
write_pc(purple 2.5.9)
expect("xmpp-sms needs purple 2.10 or newer: pkg-config finds 2.5.9. On Debian: apt-get install libpurple-dev"
  ${with_fmt})
write_pc(purple 2.14.12)
file(APPEND "${SCRATCH}/pkgconfig/purple.pc" "Requires: gtk+-2.0\n")
expect("xmpp-sms needs purple 2.10 or newer: pkg-config says: Package 'gtk+-2.0', required by 'purple', not found. On Debian: apt-get install libpurple-dev"
  ${with_fmt})
write_pc(purple 3.0.0)
file(REMOVE "${SCRATCH}/build/CMakeCache.txt")  # what was found is kept there
expect("xmpp-sms needs libpurple 2 (2.10 or newer): pkg-config finds libpurple 3.0.0 only" ${with_fmt})
file(REMOVE "${SCRATCH}/pkgconfig/purple.pc")
write_pc(purple-3 3.0.1)
file(REMOVE "${SCRATCH}/build/CMakeCache.txt")
expect("xmpp-sms needs libpurple 2 (2.10 or newer): pkg-config finds libpurple 3.0.1 only" ${with_fmt})

file(REMOVE "${SCRATCH}/build/CMakeCache.txt")
expect("xmpp-sms needs gio-2.0 2.66 or newer: pkg-config does not find it. On Debian: apt-get install libglib2.0-dev"
  ${gateway_only})
write_pc(gio-2.0 2.40.0)
expect("xmpp-sms needs gio-2.0 2.66 or newer: pkg-config finds 2.40.0. On Debian: apt-get install libglib2.0-dev"
  ${gateway_only})
file(REMOVE "${SCRATCH}/build/CMakeCache.txt")

# What only the tests want, says so: who builds without them is not sent for it.
unset(ENV{PKG_CONFIG_LIBDIR})
set(tests_only -DXMPP_SMS_GATEWAY=OFF -DXMPP_SMS_PLUGIN=OFF -DXMPP_SMS_TOOLS=ON -DBUILD_TESTING=ON)
expect("The tests of xmpp-sms, which -DBUILD_TESTING=OFF leaves out, need GTest, which CMake does not find. On Debian: apt-get install libgtest-dev"
  ${tests_only} -DCMAKE_DISABLE_FIND_PACKAGE_GTest=ON)
expect("The tests of xmpp-sms, which -DBUILD_TESTING=OFF leaves out, need appstreamcli, which CMake does not find. On Debian: apt-get install appstream"
  ${tests_only} -DCMAKE_DISABLE_FIND_PACKAGE_GTest=OFF "-DXMPP_SMS_APPSTREAMCLI=${SCRATCH}/none")

file(REMOVE "${SCRATCH}/build/CMakeCache.txt")
expect("xmpp-sms needs pkg-config, which finds most libraries. On Debian: apt-get install pkg-config"
  ${gateway_only} "-DPKG_CONFIG_EXECUTABLE=${SCRATCH}/no-pkg-config")
