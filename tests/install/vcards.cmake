# SPDX-License-Identifier: GPL-2.0-or-later
# The program that reads vCards comes with the plugin's component, to where the plugin looks for it,
# and runs there.
file(REMOVE_RECURSE "${SCRATCH}")
execute_process(COMMAND "${CMAKE_COMMAND}" --install "${BUILD}" --component plugin --prefix "${SCRATCH}"
  OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
set(program "${SCRATCH}/${LIBDIR}/xmpp-sms/xmpp-sms-vcards")
if(NOT EXISTS "${program}")
  set(program "${SCRATCH}/${PLUGIN_DIR}/xmpp-sms/xmpp-sms-vcards")
endif()
execute_process(COMMAND "${program}" "${FIXTURE}" OUTPUT_VARIABLE output COMMAND_ERROR_IS_FATAL ANY)
if(NOT output MATCHES "Anna Berg.*<end cards='2' broken='0'/>")
  message(FATAL_ERROR "installed, it read: ${output}")
endif()
