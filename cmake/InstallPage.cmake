# SPDX-License-Identifier: GPL-2.0-or-later
# install_page(<page> <folder> <component> [<words> <what stands in their place>]...): installs a page in
# Markdown below the documentation's folder. The words are those that lead to what lies elsewhere there
# or is not installed, with brackets in pairs, as CMake's lists want them. docs.installed follows all
# links of what is installed.
function(install_page page folder component)
  set(source "${PROJECT_SOURCE_DIR}/${page}")
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${source}")
  file(READ "${source}" text)
  set(replaced ${ARGN})
  while(replaced)
    list(POP_FRONT replaced words instead)
    string(FIND "${text}" "${words}" at)
    if(at EQUAL -1)
      message(FATAL_ERROR "${page} has no “${words}”, which is said otherwise where it is installed")
    endif()
    string(REPLACE "${words}" "${instead}" text "${text}")
  endwhile()
  cmake_path(GET page FILENAME name)
  set(written "${CMAKE_CURRENT_BINARY_DIR}/pages/${name}")
  file(WRITE "${written}" "${text}")
  install(FILES "${written}" DESTINATION "${CMAKE_INSTALL_DOCDIR}/${folder}" COMPONENT ${component})
endfunction()
