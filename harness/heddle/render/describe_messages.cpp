// SPDX-License-Identifier: Apache-2.0
// The words for channels.
#include <heddle/core/wording.hpp>
#include <heddle/render/describe.hpp>

#include <fmt/format.h>

namespace heddle {

using Kind = OperationKind;

namespace {

std::string sent(Event const& event, std::string const& channel) {
    auto const& [operation, effect, outcome] = event;
    std::string said = name_of(operation.kind);
    if (!effect.has(Effect::opaque)) said += " " + value_of(operation.expected, effect);
    said += " into " + channel;
    if (traits(operation.kind).has_deadline) said += until(operation);
    if (effect.has(Effect::changes) || outcome.kind == OutcomeKind::timed_out) return said;
    return said + (operation.kind == Kind::send ? ": it is closed" : ": no room, or closed");
}

std::string received(Event const& event, std::string const& channel) {
    auto const& [operation, effect, outcome] = event;
    std::string said = std::string{name_of(operation.kind)} + " from " + channel;
    if (traits(operation.kind).has_deadline) said += until(operation);
    if (outcome.kind == OutcomeKind::timed_out) return said;
    if (effect.has(Effect::changes))
        return effect.has(Effect::opaque) ? said : said + ": " + value_of(effect.result, effect);
    return said + (operation.kind == Kind::receive ? ": it is closed" : ": nothing there");
}

}  // namespace

std::string Describer::message(Event const& event) const {
    Operation const& operation = event.operation;
    std::string const channel = directory_->describe(operation.object);
    switch (operation.kind) {
    case Kind::send:
    case Kind::try_send:
        return sent(event, channel);
    case Kind::receive:
    case Kind::try_receive:
        return received(event, channel);
    default:
        return "close " + channel + (event.effect.has(Effect::changes) ? "" : ", which was closed");
    }
}

}  // namespace heddle
