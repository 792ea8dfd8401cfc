// SPDX-License-Identifier: Apache-2.0
#pragma once

/// What a test includes: the primitives, explore and replay, and how what they give is shown.
#include <heddle/explore/explore.hpp>
#include <heddle/explore/replay.hpp>
#include <heddle/primitives/async.hpp>
#include <heddle/primitives/atomic.hpp>
#include <heddle/primitives/atomic_flag.hpp>
#include <heddle/primitives/atomic_ref.hpp>
#include <heddle/primitives/await.hpp>
#include <heddle/primitives/barrier.hpp>
#include <heddle/primitives/choice.hpp>
#include <heddle/primitives/chrono.hpp>
#include <heddle/primitives/condition_variable.hpp>
#include <heddle/primitives/condition_variable_any.hpp>
#include <heddle/primitives/console.hpp>
#include <heddle/primitives/event.hpp>
#include <heddle/primitives/future.hpp>
#include <heddle/primitives/jthread.hpp>
#include <heddle/primitives/latch.hpp>
#include <heddle/primitives/lock.hpp>
#include <heddle/primitives/mutex.hpp>
#include <heddle/primitives/once.hpp>
#include <heddle/primitives/packaged_task.hpp>
#include <heddle/primitives/promise.hpp>
#include <heddle/primitives/require.hpp>
#include <heddle/primitives/scoped_lock.hpp>
#include <heddle/primitives/semaphore.hpp>
#include <heddle/primitives/shared.hpp>
#include <heddle/primitives/shared_lock.hpp>
#include <heddle/primitives/shared_mutex.hpp>
#include <heddle/primitives/stop_token.hpp>
#include <heddle/primitives/thread.hpp>
#include <heddle/primitives/wait_group.hpp>
#include <heddle/render/columns.hpp>
#include <heddle/render/report.hpp>
#include <heddle/render/text.hpp>
