# SPDX-License-Identifier: GPL-2.0-or-later
# Installs the component caps-dev into a scratch folder, moves it, and builds and runs the example of
# a client against it: through find_package, and through pkg-config.
function(run)
  execute_process(COMMAND ${ARGN} COMMAND_ERROR_IS_FATAL ANY OUTPUT_VARIABLE output)
  set(output "${output}" PARENT_SCOPE)
endfunction()

function(run_client program)
  run("${program}")
  if(NOT output STREQUAL "announced: voice-v1 sms-v1\n")
    message(FATAL_ERROR "${program} printed: ${output}")
  endif()
endfunction()

file(REMOVE_RECURSE "${SCRATCH}")
run("${CMAKE_COMMAND}" --install "${BUILD}" --prefix "${SCRATCH}/staged" --component caps-dev)
file(RENAME "${SCRATCH}/staged" "${SCRATCH}/installed")

run("${CMAKE_COMMAND}" -S "${CLIENT}" -B "${SCRATCH}/build"
  "-DCMAKE_PREFIX_PATH=${SCRATCH}/installed" "-DCMAKE_CXX_COMPILER=${CXX}")
run("${CMAKE_COMMAND}" --build "${SCRATCH}/build")
run_client("${SCRATCH}/build/client")

set(ENV{PKG_CONFIG_PATH} "${SCRATCH}/installed/${DATADIR}/pkgconfig")
run("${PKG_CONFIG}" --cflags smscaps)
separate_arguments(flags UNIX_COMMAND "${output}")
run("${CXX}" -std=c++20 ${flags} "${CLIENT}/client.cc" -o "${SCRATCH}/client-by-pkg-config")
run_client("${SCRATCH}/client-by-pkg-config")

# The README's example is this client.
file(READ "${README}" readme)
string(REGEX MATCH "```cpp\n(.*)\n```" found "${readme}")
set(example "${CMAKE_MATCH_1}")
file(READ "${CLIENT}/client.cc" source)
string(FIND "${source}" "${example}" at)
if(example STREQUAL "" OR at EQUAL -1)
  message(FATAL_ERROR "The example of caps/README.md is not in ${CLIENT}/client.cc:\n${example}")
endif()
