// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <features.h>

/// HEDDLE_OWN_THREAD_LOCALS: this build can give each thread thread_local variables of its own. The sanitizers keep their
/// own record of threads, and other C libraries have other names for what happens at a thread's end.
#if defined(__GLIBC__) && !defined(HEDDLE_ASAN) && !defined(HEDDLE_TSAN)
#define HEDDLE_OWN_THREAD_LOCALS 1
#endif
