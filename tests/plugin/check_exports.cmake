# SPDX-License-Identifier: GPL-2.0-or-later
execute_process(COMMAND "${NM}" -D --defined-only "${PLUGIN}" OUTPUT_VARIABLE symbols COMMAND_ERROR_IS_FATAL ANY)
string(REGEX MATCHALL "[^\n]+" lines "${symbols}")
list(LENGTH lines count)
if(NOT count EQUAL 1 OR NOT symbols MATCHES " T purple_init_plugin\n")
  message(FATAL_ERROR "expected exactly purple_init_plugin, found:\n${symbols}")
endif()
