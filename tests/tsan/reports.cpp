// SPDX-License-Identifier: Apache-2.0
#include <tests/tsan/reports.hpp>

namespace {
unsigned long count = 0;
}

// ThreadSanitizer calls these; it declares neither.
extern "C" {
void __tsan_on_report(void* report);
char const* __tsan_default_options();

// Watched, this very access could be reported, from inside of the report.
__attribute__((no_sanitize("thread"))) void __tsan_on_report(void*) { ++count; }
char const* __tsan_default_options() { return "exitcode=0:suppress_equal_stacks=0:suppress_equal_addresses=0"; }
}

__attribute__((no_sanitize("thread"))) unsigned long heddle::tests::reports() noexcept { return count; }
