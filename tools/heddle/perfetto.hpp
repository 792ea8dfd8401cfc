// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/trace.hpp>

#include <nlohmann/json.hpp>

namespace heddle::command {

/// The execution in the Trace Event Format, which ui.perfetto.dev and chrome://tracing open: a track a thread, a slice a step, an
/// instant an event without a choice. A microsecond of theirs is a step of ours.
nlohmann::ordered_json perfetto_of(Trace const& trace);

}  // namespace heddle::command
