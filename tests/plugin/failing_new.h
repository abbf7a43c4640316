// SPDX-License-Identifier: GPL-2.0-or-later
// An operator new that fails when told to, for the whole process: the plugin's calls resolve to it,
// since it is the first definition that the loader finds.
#pragma once

namespace plugin::testing_support {

/// From now on the n-th allocation (counted from 0) throws std::bad_alloc, once.
void fail_allocation(int n);

/// Ends that; true when an allocation has failed.
bool stop_failing();

}  // namespace plugin::testing_support
