# SPDX-License-Identifier: GPL-2.0-or-later
# sms-text from an installed tree that was moved: it finds the numbering plans beside it, and says
# what is wrong when they are gone.
file(REMOVE_RECURSE "${SCRATCH}")
execute_process(COMMAND "${CMAKE_COMMAND}" --install "${BUILD}" --component sms-tools --prefix "${SCRATCH}/first"
  OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
file(RENAME "${SCRATCH}/first" "${SCRATCH}/moved")
set(tool "${SCRATCH}/moved/${BINDIR}/sms-text")

execute_process(COMMAND "${tool}" number "+1 307 555 1212" OUTPUT_VARIABLE answer RESULT_VARIABLE status)
if(NOT status EQUAL 0 OR NOT answer MATCHES "\"e164\":\"\\+13075551212\"")
  message(FATAL_ERROR "installed, it read no number (${status}): ${answer}")
endif()

file(REMOVE "${SCRATCH}/moved/${LIBDIR}/xmpp-sms/sms-numbering-plans.so")
execute_process(COMMAND "${tool}" number "+1 307 555 1212"
  OUTPUT_VARIABLE answer ERROR_VARIABLE errors RESULT_VARIABLE status)
if(NOT status EQUAL 1 OR NOT answer MATCHES "numbering plans are not there.*sms-numbering-plans.so.*install xmpp-sms again")
  message(FATAL_ERROR "without its plans it said (${status}): ${answer}${errors}")
endif()
execute_process(COMMAND "${tool}" segments INPUT_FILE "${CMAKE_CURRENT_LIST_FILE}"
  OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
