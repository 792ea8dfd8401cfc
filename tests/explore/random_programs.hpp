// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace heddle::language {

/// Random programs under dfs against all schedules of an independent machine: the same outcomes, equally often.
void expect_dpor_finds_every_trace_once(int programs);
void expect_dfs_finds_every_schedule(int programs);
/// The same with preemption bounds 0 to 3.
void expect_bounded_dfs_finds_what_is_within(int programs);

}  // namespace heddle::language
