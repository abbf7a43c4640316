// SPDX-License-Identifier: GPL-2.0-or-later
// The files of page/, which the build puts into the program.
#pragma once

namespace gateway::simulator::page_files {

extern const char* const page;
extern const char* const script;
extern const char* const handset;
extern const char* const style;
extern const char* const icon;

}  // namespace gateway::simulator::page_files
