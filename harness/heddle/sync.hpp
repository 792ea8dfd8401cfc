// SPDX-License-Identifier: Apache-2.0
#pragma once

/// The names of one program for two worlds: namespace sync is heddle's primitives, or, with HEDDLE_SYNC_STD defined, std's and
/// plain pass-throughs for ours, with no trace of heddle in the object code.
#include <heddle/primitives/atomic.hpp>
#include <heddle/primitives/await.hpp>
#include <heddle/primitives/choice.hpp>
#include <heddle/primitives/condition_variable.hpp>
#include <heddle/primitives/console.hpp>
#include <heddle/primitives/event.hpp>
#include <heddle/primitives/lock.hpp>
#include <heddle/primitives/mutex.hpp>
#include <heddle/primitives/require.hpp>
#include <heddle/primitives/semaphore.hpp>
#include <heddle/primitives/shared.hpp>
#include <heddle/primitives/thread.hpp>
#include <heddle/primitives/wait_group.hpp>

/// POSIX has a function ::sync, which standard headers may declare: the namespace cannot stand beside it. Before `::` a name
/// is looked up among namespaces and types only, so `sync::mutex` finds this one.
inline namespace sync_names {
namespace sync {
using namespace heddle;
}
}  // namespace sync_names
