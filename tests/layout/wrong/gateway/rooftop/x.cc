// SPDX-License-Identifier: GPL-2.0-or-later
// Never built: a room that is not in the list has nothing.
#include <string>  // wrong
