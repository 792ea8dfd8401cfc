// SPDX-License-Identifier: Apache-2.0
// The words for stops, latches and barriers.
#include <heddle/render/describe.hpp>

#include <fmt/format.h>

namespace heddle {

using Kind = OperationKind;

std::string Describer::stop(Event const& event) const {
    auto const& [operation, effect, outcome] = event;
    std::string const state = directory_->describe(operation.object);
    std::string const also = operation.also == no_object ? std::string{} : directory_->describe(operation.also);
    switch (operation.kind) {
    case Kind::request_stop:
        return "request_stop of " + state + (effect.has(Effect::releases) ? "" : ", which was requested already");
    case Kind::stop_check:
        return state + (effect.result != 0 ? " is requested" : " is not requested");
    case Kind::add_callback:
        return fmt::format("add {} to {}{}", also, state, effect.result != 0 ? ", which is requested: it is run" : "");
    case Kind::remove_callback:
        return fmt::format("remove {} from {}", also, state);
    case Kind::callback_end:
        return fmt::format("{} has run", also);
    default:
        if (effect.result != 0) return fmt::format("no wait on {}, for {} is requested", also, state);
        return fmt::format("wait on {} or for {}", also, state);
    }
}

std::string Describer::arrival(Event const& event) const {
    Operation const& operation = event.operation;
    std::string const object = directory_->describe(operation.object);
    switch (operation.kind) {
    case Kind::count_down:
        return "count_down " + object + (operation.operand == 1 ? "" : fmt::format(" by {}", operation.operand));
    case Kind::arrive:
        return "arrive at " + object + (operation.operand == 1 ? "" : fmt::format(" {} times", operation.operand));
    case Kind::arrive_and_drop:
        return "arrive at " + object + " and drop";
    case Kind::complete:
        return "complete a phase of " + object;
    case Kind::arrival_check:
        return object + (event.effect.result != 0 ? " is open" : " is not open");
    default:
        return "wait for " + object;
    }
}

}  // namespace heddle
