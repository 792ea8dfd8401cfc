// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <scenarios/scenario.hpp>

namespace heddle::scenarios {

// counter/: values lost between a load and a store
Scenario lost_update();
Scenario lost_increment();
Scenario finished_count();
Scenario interpreter_lock();
Scenario printed_counter();

// printing/: lines of several threads on one console
Scenario square_quad();
Scenario workers();
Scenario countdown();
Scenario torn_lines();

// letters/: the same on real input
Scenario letters();

// polling/: waiting by asking again and again
Scenario polling_join();
Scenario stale_count();
Scenario letters_poll();
Scenario worker_dies();
Scenario kept_mutex();
Scenario counting_prints();

// lock/: locks and semaphores that are taken or given back wrongly
Scenario lock_self();
Scenario half_release();
Scenario raise_in_lock();
Scenario over_release();

// signal/: signals that come too early
Scenario early_set();
Scenario lost_notify();

// join/
Scenario join_timeout();
Scenario parent_line();
Scenario join_misuse();

// money/: one puts money in, others take it out
Scenario stingy_spendy();
Scenario early_read();
Scenario condition_if();
Scenario missing_notify();
Scenario steal();
Scenario insufficient();
Scenario bulk_notify();
Scenario unequal_needs();

// wait_group/: waiting for a group of tasks
Scenario two_waiters();
Scenario shared_condition();
Scenario wait_group_nolock();
Scenario wait_group_add_in_child();
Scenario wait_group_skip_done();

// liveness/: who lives
Scenario enumerate();

// pool/: tasks for a fixed number of workers
Scenario pool_serial();
Scenario as_completed();
Scenario nested_pool();

// search/: a thread for each folder
Scenario join_search();
Scenario nolock_append();
Scenario search_twice();
Scenario search_exception();
Scenario search_prints();

// process/: memory that is copied, or shared
Scenario fork_copy();
Scenario fork_held_lock();
Scenario start_method_twice();
Scenario child_failure();
Scenario shared_value();

}  // namespace heddle::scenarios
