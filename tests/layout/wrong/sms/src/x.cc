// SPDX-License-Identifier: GPL-2.0-or-later
// Never built: only one file of this room knows libphonenumber, and a path is no way round the
// list.
#include <phonenumbers/phonenumberutil.h>  // wrong

#include "../../gateway/core/jid.h"  // wrong
#include "beside.h"
#include "smscaps/announce.h"  // wrong
